import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { admitPerson, eventsOf, type MeetingPerson } from '../../support/meeting-people.ts';
import { createMeeting, type MadeMeeting, type MeetingScene, startMeetingScene } from '../../support/meetings.ts';

interface Question {
  questionId: string;
  text: string;
  participantName: string;
  upvotes: number;
  isAnswered: boolean;
}

let scene: MeetingScene;
before(async () => {
  scene = await startMeetingScene();
});
after(() => scene.close());

async function ask({ client }: MeetingPerson, { path }: MadeMeeting, text: string): Promise<Question> {
  const { status, body } = await client.call<Question>('POST', `${path}/questions`, { text });
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}

const upvote = ({ client }: MeetingPerson, { path }: MadeMeeting, { questionId }: Question) =>
  client.call<Question>('POST', `${path}/questions/${questionId}/upvote`);
const readQuestions = async ({ path }: MadeMeeting) =>
  (await scene.client.call<{ questions: Question[] }>('GET', `${path}/questions`)).body.questions;

test('questions are listed by upvotes, told, and answered by a host', async () => {
  const meeting = await createMeeting(scene, scene);
  const [ann, bob] = [await admitPerson(scene, scene, meeting), await admitPerson(scene, scene, meeting, { name: 'Bob' })];
  const [first, second, third] = [await ask(ann, meeting, 'Why?'), await ask(bob, meeting, 'When\nand\twhere? 👩‍🚀 \u202e'), await ask(bob, meeting, 'Who?')];
  assert.deepEqual([first.text, first.participantName, first.upvotes, first.isAnswered], ['Why?', 'Ann', 0, false]);
  assert.equal((await upvote(ann, meeting, second)).body.upvotes, 1);
  const again = await upvote(ann, meeting, second);
  assert.deepEqual([again.status, again.body.upvotes], [200, 1]);
  assert.equal((await upvote(bob, meeting, second)).body.upvotes, 2);
  assert.equal((await upvote(bob, meeting, third)).body.upvotes, 1);
  const answered = await meeting.host.call<Question>('PATCH', `${meeting.path}/questions/${second.questionId}`, { isAnswered: true });
  assert.deepEqual([answered.status, answered.body], [200, { ...second, upvotes: 2, isAnswered: true }]);
  assert.deepEqual((await meeting.host.call('PATCH', `${meeting.path}/questions/${second.questionId}`, { isAnswered: true })).body, answered.body);
  assert.deepEqual(await readQuestions(meeting), [answered.body, { ...third, upvotes: 1 }, first]);
  const told = await eventsOf(scene, meeting);
  assert.deepEqual(new Set(told.map(({ type, audience }) => `${type} ${audience}`)), new Set(['question:updated everybody']));
  assert.deepEqual(told.map(({ data }) => data), [
    ...[first, second, third],
    ...[{ ...second, upvotes: 1 }, { ...second, upvotes: 2 }, { ...third, upvotes: 1 }, answered.body],
  ]);
});

test('upvotes that come at once are counted once each', async () => {
  const meeting = await createMeeting(scene, scene);
  const people = await Promise.all(Array.from({ length: 8 }, () => admitPerson(scene, scene, meeting)));
  const question = await ask(people[0] as MeetingPerson, meeting, 'Why?');
  const answers = await Promise.all([...people, ...people, ...people, ...people].map((person) => upvote(person, meeting, question)));
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
  assert.equal((await readQuestions(meeting))[0]?.upvotes, 8);
  const told = (await eventsOf(scene, meeting)).map(({ data }) => data['upvotes']);
  assert.deepEqual(told, [0, 1, 2, 3, 4, 5, 6, 7, 8]);
});

test('who may ask, upvote and answer', async () => {
  const [meeting, other] = [await createMeeting(scene, scene), await createMeeting(scene, scene)];
  const [ann, host, eve] = [
    await admitPerson(scene, scene, meeting),
    await admitPerson(scene, scene, meeting, { role: 'host' }),
    await admitPerson(scene, scene, other),
  ];
  const stranger = await scene.newOwner();
  const { questionId } = await ask(ann, meeting, 'Why?');
  const statuses = (method: string, part: string, body?: unknown) => {
    const callers = [host.client, meeting.host, ann.client, scene.client, eve.client, other.host, stranger.client];
    return Promise.all(callers.map(async ({ call }) => (await call(method, `${meeting.path}/questions${part}`, body)).status));
  };
  assert.deepEqual(await statuses('GET', ''), [200, 200, 200, 200, 403, 403, 404]);
  assert.deepEqual(await statuses('POST', '', { text: 'x' }), [403, 403, 201, 403, 403, 403, 404]);
  assert.deepEqual(await statuses('POST', `/${questionId}/upvote`), [403, 403, 200, 403, 403, 403, 404]);
  assert.deepEqual(await statuses('PATCH', `/${questionId}`, { isAnswered: true }), [200, 200, 403, 403, 403, 403, 404]);
  const foreign = await ask(eve, other, 'Elsewhere?');
  assert.equal((await upvote(ann, meeting, foreign)).status, 404);
  assert.equal((await meeting.host.call('PATCH', `${meeting.path}/questions/${foreign.questionId}`, { isAnswered: true })).status, 404);
});

test('what cannot be is refused', async () => {
  const meeting = await createMeeting(scene, scene);
  const ann = await admitPerson(scene, scene, meeting);
  for (const text of ['', ' \n\t', 'a\u0000', 'a\ud800', 'x'.repeat(1_001), 5, undefined]) {
    assert.equal((await ann.client.call('POST', `${meeting.path}/questions`, { text })).status, 400, JSON.stringify(text));
  }
  const question = await ask(ann, meeting, 'x'.repeat(1_000));
  assert.equal((await meeting.host.call('PATCH', `${meeting.path}/questions/${question.questionId}`, {})).status, 400);
  await scene.database.sql`update meetings set status = 'ended', ended_at = now() where id = ${meeting.meetingId}`;
  const late = [await upvote(ann, meeting, question), await ann.client.call('POST', `${meeting.path}/questions`, { text: 'x' })];
  assert.deepEqual(late.map(({ status }) => status), [410, 410]);
  assert.deepEqual(await readQuestions(meeting), [question]);
});

test('nobody fills the list alone', async () => {
  const meeting = await createMeeting(scene, scene);
  const [ann, bob] = [await admitPerson(scene, scene, meeting), await admitPerson(scene, scene, meeting)];
  const fill = (participantId: string, from: number, to: number) => scene.database.sql`
    insert into meeting_questions (id, meeting_id, participant_id, participant_name, text)
    select ${`q_${meeting.meetingId}_`} || n, ${meeting.meetingId}, ${participantId}, 'x', 'x' from generate_series(${from}::int, ${to}::int) n`;
  const post = ({ client }: MeetingPerson) => client.call('POST', `${meeting.path}/questions`, { text: 'x' });
  await fill(ann.participantId, 1, 49);
  assert.deepEqual([(await post(ann)).status, (await post(ann)).status, (await post(bob)).status], [201, 409, 201]);
  await fill('others', 50, 1_000);
  assert.equal((await post(bob)).status, 409);
});
