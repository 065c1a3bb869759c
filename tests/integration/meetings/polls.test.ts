import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { admitPerson, eventsOf, type MeetingPerson } from '../../support/meeting-people.ts';
import { createMeeting, fromNow, type MadeMeeting, type MeetingScene, startMeetingScene } from '../../support/meetings.ts';

interface Poll {
  pollId: string;
  question: string;
  type: string;
  options: { id: string; text: string; votes: number }[];
  totalVotes: number;
  isOpen: boolean;
}

let scene: MeetingScene;
before(async () => {
  scene = await startMeetingScene();
});
after(() => scene.close());

const colours = { question: 'Which?', type: 'multiple_choice', options: ['Red', 'Green'] };

async function createPoll({ host, path }: MadeMeeting, wish: Record<string, unknown> = colours): Promise<Poll> {
  const { status, body } = await host.call<Poll>('POST', `${path}/polls`, wish);
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}

const vote = ({ client }: MeetingPerson, { path }: MadeMeeting, pollId: string, optionId: unknown) =>
  client.call<Poll>('POST', `${path}/polls/${pollId}/vote`, { optionId });
const votesOf = ({ options }: Poll) => options.map(({ votes }) => votes);
const readPolls = async ({ path }: MadeMeeting) => (await scene.client.call<{ polls: Poll[] }>('GET', `${path}/polls`)).body.polls;

test('each kind of poll has its options', async () => {
  const meeting = await createMeeting(scene, scene);
  const made = [
    await createPoll(meeting),
    await createPoll(meeting, { question: 'Break?', type: 'yes_no', options: [] }),
    await createPoll(meeting, { question: 'How was it?', type: 'rating', options: ['ignored', 'too'] }),
  ];
  const [choice, yesNo, rating] = made as [Poll, Poll, Poll];
  const { options, pollId, ...rest } = choice;
  assert.deepEqual(options.map(({ text, votes }) => [text, votes]), [['Red', 0], ['Green', 0]]);
  assert.deepEqual({ ...rest, createdAt: '' }, { question: 'Which?', type: 'multiple_choice', totalVotes: 0, isOpen: true, createdAt: '' });
  assert.equal(new Set([pollId, yesNo.pollId, rating.pollId]).size, 3);
  assert.deepEqual(yesNo.options.map(({ text }) => text), ['Yes', 'No']);
  assert.deepEqual(rating.options.map(({ text }) => text), ['1', '2', '3', '4', '5']);
  assert.deepEqual(await readPolls(meeting), made);
  const told = await eventsOf(scene, meeting);
  assert.deepEqual(told.map(({ seq, type, audience, data }) => [seq, type, audience, data]), [
    [1, 'poll:created', 'everybody', choice],
    [2, 'poll:created', 'everybody', yesNo],
    [3, 'poll:created', 'everybody', rating],
  ]);
});

test('a vote counts once, can be moved while the poll is open, and is told', async () => {
  const meeting = await createMeeting(scene, scene);
  const [ann, bob] = [await admitPerson(scene, scene, meeting), await admitPerson(scene, scene, meeting, { role: 'moderator' })];
  const { pollId, options: [red, green] } = await createPoll(meeting);
  assert.deepEqual(votesOf((await vote(ann, meeting, pollId, red?.id)).body), [1, 0]);
  assert.deepEqual(votesOf((await vote(bob, meeting, pollId, red?.id)).body), [2, 0]);
  const moved = await vote(ann, meeting, pollId, green?.id);
  assert.deepEqual([moved.status, votesOf(moved.body), moved.body.totalVotes], [200, [1, 1], 2]);
  assert.deepEqual(votesOf((await vote(ann, meeting, pollId, green?.id)).body), [1, 1]);

  const closed = await meeting.host.call<Poll>('POST', `${meeting.path}/polls/${pollId}/close`);
  assert.deepEqual([closed.status, closed.body], [200, { ...moved.body, isOpen: false }]);
  assert.deepEqual((await meeting.host.call('POST', `${meeting.path}/polls/${pollId}/close`)).body, closed.body);
  const late = await vote(bob, meeting, pollId, green?.id);
  assert.deepEqual([late.status, (late.body as unknown as { code: string }).code], [409, 'conflict']);
  assert.deepEqual(await readPolls(meeting), [closed.body]);
  const told = await eventsOf(scene, meeting);
  assert.deepEqual(told.map(({ type }) => type), ['poll:created', ...Array<string>(3).fill('poll:updated'), 'poll:closed']);
  assert.deepEqual([told[3]?.data, told[4]?.data], [moved.body, closed.body]);
});

test('one person who votes fifty times at once has one vote, and two have two', async () => {
  const meeting = await createMeeting(scene, scene);
  const [ann, bob] = [await admitPerson(scene, scene, meeting), await admitPerson(scene, scene, meeting)];
  const { pollId, options } = await createPoll(meeting);
  const ballots = Array.from({ length: 50 }, (_, i) => vote(ann, meeting, pollId, options[i % 2]?.id));
  const answers = await Promise.all([...ballots, vote(bob, meeting, pollId, options[0]?.id)]);
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
  const [poll] = await readPolls(meeting);
  assert.equal(poll?.totalVotes, 2);
  const told = (await eventsOf(scene, meeting)).filter(({ type }) => type === 'poll:updated');
  assert.deepEqual(told.at(-1)?.data, poll, 'the last that was told is what holds');
});

test('nobody votes in a poll that is being closed after it was told to be closed', async () => {
  const meeting = await createMeeting(scene, scene);
  const people = await Promise.all(Array.from({ length: 10 }, () => admitPerson(scene, scene, meeting)));
  const { pollId, options } = await createPoll(meeting);
  const close = meeting.host.call<Poll>('POST', `${meeting.path}/polls/${pollId}/close`);
  const answers = await Promise.all(people.map((person) => vote(person, meeting, pollId, options[0]?.id)));
  const { totalVotes } = (await close).body;
  assert.equal(answers.filter(({ status }) => status === 200).length, totalVotes);
  assert.equal((await readPolls(meeting))[0]?.totalVotes, totalVotes);
});

test('who may make, close and answer polls', async () => {
  const [meeting, other] = [await createMeeting(scene, scene), await createMeeting(scene, scene)];
  const [ann, host, eve] = [
    await admitPerson(scene, scene, meeting),
    await admitPerson(scene, scene, meeting, { role: 'host' }),
    await admitPerson(scene, scene, other),
  ];
  const stranger = await scene.newOwner();
  const { pollId, options } = await createPoll(meeting);
  const statuses = (method: string, part: string, body?: unknown) => {
    const callers = [host.client, meeting.host, ann.client, scene.client, eve.client, other.host, stranger.client];
    return Promise.all(callers.map(async ({ call }) => (await call(method, `${meeting.path}/polls${part}`, body)).status));
  };
  assert.deepEqual(await statuses('GET', ''), [200, 200, 200, 200, 403, 403, 404]);
  assert.deepEqual(await statuses('POST', '', colours), [201, 201, 403, 403, 403, 403, 404]);
  // An admin token is nobody who could vote.
  assert.deepEqual(await statuses('POST', `/${pollId}/vote`, { optionId: options[0]?.id }), [403, 403, 200, 403, 403, 403, 404]);
  assert.deepEqual(await statuses('POST', `/${pollId}/close`), [200, 200, 403, 403, 403, 403, 404]);
  const foreign = await createPoll(other);
  assert.equal((await vote(ann, meeting, foreign.pollId, foreign.options[0]?.id)).status, 404);
  assert.equal((await meeting.host.call('POST', `${meeting.path}/polls/${foreign.pollId}/close`)).status, 404);
});

test('what cannot be is refused', async () => {
  const meeting = await createMeeting(scene, scene);
  const ann = await admitPerson(scene, scene, meeting);
  const wrong = [
    { ...colours, options: undefined },
    { ...colours, options: ['One'] },
    { ...colours, options: ['Same', 'Same'] },
    { ...colours, options: Array.from({ length: 21 }, (_, i) => String(i)) },
    { ...colours, options: ['a', 'b\u0000'] },
    { ...colours, question: '' },
    { ...colours, question: 'x'.repeat(501) },
    { ...colours, type: 'essay' },
  ];
  for (const wish of wrong) assert.equal((await meeting.host.call('POST', `${meeting.path}/polls`, wish)).status, 400, JSON.stringify(wish));
  const { pollId } = await createPoll(meeting);
  for (const optionId of ['nothing', '', 3, null]) assert.equal((await vote(ann, meeting, pollId, optionId)).status, 400);
  assert.equal((await vote(ann, meeting, 'nothing', 'x')).status, 404);
  await scene.database.sql`
    insert into meeting_polls (id, meeting_id, question, type, options)
    select ${`poll_${meeting.meetingId}_`} || n, ${meeting.meetingId}, 'x', 'yes_no', '[]' from generate_series(1, 199) n`;
  assert.equal((await meeting.host.call('POST', `${meeting.path}/polls`, colours)).status, 409);
});

test('nothing changes before a meeting has begun or after it is over', async () => {
  const early = await createMeeting(scene, scene, { scheduledAt: fromNow(60_000) });
  const tooEarly = await early.host.call('POST', `${early.path}/polls`, colours);
  assert.deepEqual([tooEarly.status, tooEarly.body['code']], [409, 'meeting-not-started']);
  const meeting = await createMeeting(scene, scene);
  const ann = await admitPerson(scene, scene, meeting);
  const poll = await createPoll(meeting);
  await scene.database.sql`update meetings set status = 'ended', ended_at = now() where id = ${meeting.meetingId}`;
  const late = [
    await vote(ann, meeting, poll.pollId, poll.options[0]?.id),
    await meeting.host.call('POST', `${meeting.path}/polls/${poll.pollId}/close`),
    await meeting.host.call('POST', `${meeting.path}/polls`, colours),
  ];
  assert.deepEqual(late.map(({ status, body }) => [status, (body as { code: string }).code]), late.map(() => [410, 'meeting-ended']));
  assert.deepEqual(await readPolls(meeting), [poll]);
});
