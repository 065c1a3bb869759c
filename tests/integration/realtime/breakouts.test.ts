import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asParticipant } from '../../support/client.ts';
import { type Frame, joinGateway, openGateway } from '../../support/gateway.ts';
import { eventsOf } from '../../support/meeting-people.ts';
import { createMeeting, type MadeMeeting, type MeetingScene, startMeetingScene } from '../../support/meetings.ts';

let scene: MeetingScene;
before(async () => {
  scene = await startMeetingScene();
});
after(() => scene.close());

type Member = Awaited<ReturnType<typeof joinGateway>>;

async function gather(): Promise<{ meeting: MadeMeeting; host: Member; ann: Member; bob: Member; red: string; green: string }> {
  const meeting = await createMeeting(scene, scene);
  const join = (name: string, wish = {}) => joinGateway(scene.server, meeting.meetingId, name, wish);
  const [host, ann, bob] = [await join('Host', { adminToken: meeting.adminToken }), await join('Ann'), await join('Bob')];
  const { rooms } = (await host.must('breakout:create', { rooms: ['Red', 'Green'] })) as { rooms: { id: string }[] };
  const [red = '', green = ''] = rooms.map(({ id }) => id);
  assert.deepEqual((await bob.next('breakout:created')).data['rooms'], rooms);
  return { meeting, host, ann, bob, red, green };
}

const assign = (host: Member, ...pairs: [Member, string][]) =>
  host.must('breakout:assign', { assignments: pairs.map(([{ participantId }, roomId]) => ({ participantId, roomId })) });
const heard = ({ frames }: Member, type: string) => frames.filter((frame: Frame) => frame.type === type).map(({ data }) => data);

test('breakouts by socket: a token of one\'s own, messages to those inside, and everyone back', async () => {
  const { meeting, host, ann, bob, red, green } = await gather();
  await assign(host, [ann, red], [bob, green]);
  const assigned = (await ann.next('breakout:assigned')).data;
  assert.deepEqual([assigned['roomId'], assigned['roomName']], [red, 'Red']);
  assert.match(String(assigned['token']), /^ey/);
  assert.match(String(assigned['url']), /^ws/);
  assert.equal((await bob.next('breakout:assigned')).data['roomName'], 'Green');
  const stored = await eventsOf(scene, meeting);
  assert.ok(stored.length > 0 && !/"token"|eyJ/.test(JSON.stringify(stored)), 'no token is stored');

  const { token, roomId } = await ann.must('breakout:join', { roomId: red });
  assert.deepEqual([roomId, typeof token], [red, 'string']);
  assert.equal((await ann.ask('breakout:join', { roomId: green })).data['status'], 403);
  await host.must('breakout:join', { roomId: red });
  assert.equal((await ann.find(({ type, data }) => type === 'breakout:participant-joined' && data['name'] === 'Host')).data['roomId'], red);
  // By REST instead of the socket.
  assert.equal((await asParticipant(scene.server, bob.token).call('POST', `${meeting.path}/breakouts/${green}/join`)).status, 200);
  await host.must('breakout:leave');
  assert.equal((await ann.next('breakout:participant-left')).data['participantId'], host.participantId);
  await host.must('breakout:broadcast', { message: 'Two minutes' });
  for (const person of [ann, bob]) {
    const { from, text } = (await person.next('breakout:message')).data;
    assert.deepEqual([from, text], ['Host', 'Two minutes']);
  }
  assert.deepEqual([heard(host, 'breakout:message'), heard(bob, 'breakout:participant-joined').length], [[], 1]);
  const update = await host.find(({ type, data }) => type === 'breakout:updated' && countsOf(data).join() === '1,1');
  assert.ok(update.seq !== undefined && heard(ann, 'breakout:updated').length === 0);

  assert.equal((await ann.ask('breakout:close')).data['status'], 403);
  await host.must('breakout:close');
  for (const [person, room] of [[ann, red], [bob, green]] as const) {
    assert.equal((await person.next('breakout:closed')).data['roomId'], room);
    await person.next('breakout:all-closed');
  }
  await host.next('breakout:all-closed');
  const back = await ann.must('breakout:leave', { roomId: red });
  assert.equal(back['roomId'], meeting.meetingId);
  await Promise.all([host, ann, bob].map((person) => person.close()));
});

const countsOf = ({ rooms }: Record<string, unknown>) => (rooms as { participantCount: number }[]).map(({ participantCount }) => participantCount);

test('another socket of somebody in a breakout hears what is said there', async () => {
  const { meeting, host, ann, bob, red } = await gather();
  await assign(host, [ann, red]);
  await ann.must('breakout:join', { roomId: red });
  const again = await openGateway(scene.server);
  await again.must('auth', { token: ann.token });
  await again.must('join-meeting', { meetingId: meeting.meetingId });
  await host.must('breakout:broadcast', { message: 'Hear this' });
  assert.equal((await again.next('breakout:message')).data['text'], 'Hear this');
  assert.equal(heard(bob, 'breakout:message').length, 0);
  await Promise.all([host, ann, bob, again].map((person) => person.close()));
});

test('what only hosts may, others get an error for', async () => {
  const { host, ann, bob, red } = await gather();
  const frames: [string, object][] = [
    ['breakout:create', { rooms: ['x'] }],
    ['breakout:assign', { shuffle: true }],
    ['breakout:broadcast', { message: 'x' }],
    ['breakout:close', {}],
    ['breakout:join', { roomId: red }],
  ];
  for (const [type, data] of frames) {
    const answer = await ann.ask(type, data);
    assert.deepEqual([answer.type, answer.data['status'], answer.data['code']], ['error', 403, 'forbidden'], type);
  }
  const poll = await host.ask('poll:create', { question: 'x', type: 'multiple_choice', options: ['same', 'same'] });
  assert.equal(poll.data['status'], 400);
  await Promise.all([host, ann, bob].map((person) => person.close()));
});
