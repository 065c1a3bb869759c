import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { joinGateway, openGateway } from '../../support/gateway.ts';
import { createMeeting, type MadeMeeting, type MeetingScene, startMeetingScene } from '../../support/meetings.ts';
import { asParticipant, createClient, eventually } from '../../support/client.ts';

let scene: MeetingScene;
let meeting: MadeMeeting;
before(async () => {
  scene = await startMeetingScene();
  meeting = await createMeeting(scene, scene, { title: 'Stand-up' });
});
after(() => scene.close());

test('somebody joins by a socket, is told all that they need, and the others are told of them', async () => {
  const ann = await joinGateway(scene.server, meeting.meetingId, 'Ann', { adminToken: meeting.adminToken });
  const from = ann.frames.length;
  const ben = await joinGateway(scene.server, meeting.meetingId, 'Ben');
  const { data } = await ben.next('joined');
  assert.equal(data['title'], 'Stand-up');
  assert.equal(data['isAdmin'], false);
  assert.equal(data['muteOnJoin'], false);
  assert.equal(data['isRecording'], false);
  assert.match(String(data['token']), /^ey/);
  assert.match(String(data['url']), /^ws/);
  assert.deepEqual((data['participants'] as { name: string }[]).map(({ name }) => name), ['Ann']);
  const told = await ann.next('participant:joined', from);
  assert.deepEqual({ ...told.data }, { participantId: ben.participantId, name: 'Ben', isMuted: true, isVideoOff: true, isAdmin: false });
  assert.ok(Number(told.seq) > 0);
  // Their token is one for REST, too.
  const seen = await asParticipant(scene.server, ben.token).call<{ participants: { name: string }[] }>('GET', meeting.path);
  if (seen.status === 200) assert.equal(seen.body.participants.length, 2);
  await ben.close();
  assert.equal((await ann.next('participant:left', from)).data['name'], 'Ben');
  await ann.close();
});

test('a frame that names no admin token, as seed 001 writes it, joins', async () => {
  const bot = await openGateway(scene.server);
  await bot.must('join-meeting', { meetingId: meeting.meetingId, name: 'Bot', isAdmin: false, adminToken: null });
  assert.equal((await bot.next('joined')).data['isAdmin'], false);
  await bot.close();
});

test('a participant token takes the seat of its person, and none in another meeting', async () => {
  const ann = await joinGateway(scene.server, meeting.meetingId, 'Ann');
  const again = await openGateway(scene.server);
  await again.must('auth', { token: ann.token });
  const other = await createMeeting(scene, scene);
  const refused = await again.ask('join-meeting', { meetingId: other.meetingId, name: 'Ann' });
  assert.equal(refused.type, 'error');
  assert.equal(refused.data['status'], 403);
  const { participantId } = await again.must('join-meeting', { meetingId: meeting.meetingId });
  assert.equal(participantId, ann.participantId);
  await ann.close();
  await again.must('chat:message', { text: 'Still here.' });
  await again.close();
});

test('a token that a key asked for is that person in that role, also before they were ever there', async () => {
  const closed = await createMeeting(scene, scene, { waitingRoom: true });
  const tokenOf = async ({ meetingId }: MadeMeeting, userId: string, role: string) => {
    const { body } = await scene.client.call('POST', '/v1/token', { roomId: meetingId, userId, name: userId, role });
    return String(body['token']);
  };
  const viewer = await tokenOf(meeting, 'vera', 'viewer');
  const vera = await openGateway(scene.server);
  await vera.must('auth', { token: viewer });
  assert.equal((await vera.must('join-meeting', { meetingId: meeting.meetingId }))['participantId'], 'vera');
  assert.equal((await vera.next('joined')).data['role'], 'viewer');
  const { body } = await asParticipant(scene.server, viewer).call('POST', `${meeting.path}/join`, { name: 'Vera' });
  assert.deepEqual([body['participantId'], body['role']], ['vera', 'viewer']);
  const hugo = await openGateway(scene.server, { authorization: `Bearer ${await tokenOf(closed, 'hugo', 'host')}` });
  assert.equal((await hugo.must('join-meeting', { meetingId: closed.meetingId }))['participantId'], 'hugo');
  await hugo.must('poll:create', { question: 'Ready?', type: 'yes_no' });
  const moderator = await tokenOf(closed, 'mia', 'moderator');
  const join = () => asParticipant(scene.server, moderator).call('POST', `${closed.path}/join`, { name: 'Mia' });
  assert.equal((await closed.host.call('POST', `${closed.path}/lock`)).status, 200);
  assert.equal((await join()).body['code'], 'meeting-locked');
  assert.equal((await closed.host.call('POST', `${closed.path}/unlock`)).status, 200);
  const mia = await join();
  assert.deepEqual([mia.status, mia.body['participantId'], mia.body['role']], [200, 'mia', 'moderator'], 'A key let them in.');
  assert.equal((await closed.host.call('POST', `${closed.path}/participants/mia/kick`)).status, 204);
  assert.equal((await join()).body['code'], 'kicked');
  await Promise.all([vera.close(), hugo.close()]);
});

test('frames are answered in their order, and only those with an id', async () => {
  const ann = await joinGateway(scene.server, meeting.meetingId, 'Ann');
  const from = ann.frames.length;
  for (let i = 0; i < 20; i += 1) ann.send({ type: i % 3 === 2 ? 'no-such-type' : 'chat:message', id: i, data: { text: `No. ${i}` } });
  ann.send({ type: 'chat:message', data: { text: 'without an id' } });
  ann.send({ type: 'no-such-type' });
  await ann.find((frame) => frame.type === 'error' && frame.id === undefined, from);
  await ann.find(({ data }) => data['text'] === 'without an id', from);
  const answers = ann.frames.slice(from).filter(({ type }) => type === 'ack' || type === 'error');
  assert.deepEqual(answers.map(({ id }) => id), [...Array(20).keys(), undefined]);
  const texts = ann.frames.slice(from).filter(({ type }) => type === 'chat:message').map(({ data }) => data['text']);
  assert.deepEqual(texts, [...Array(20).keys()].filter((i) => i % 3 !== 2).map((i) => `No. ${i}`).concat('without an id'));
  const problem = answers.at(-1)?.data ?? {};
  assert.deepEqual([problem['type'], problem['status'], problem['code'], problem['instance']], ['/errors/validation', 400, 'validation', '/v1/realtime']);
  await ann.close();
});

test('whoever waits is let in by a host at the socket, with a token made then', async () => {
  const guarded = await createMeeting(scene, scene, { waitingRoom: true });
  const host = await joinGateway(scene.server, guarded.meetingId, 'Host', { adminToken: guarded.adminToken });
  const guest = await openGateway(scene.server);
  guest.send({ type: 'waiting-room:join', data: { meetingId: guarded.meetingId, name: 'Cas' } });
  const waiting = await guest.next('waiting-room:waiting');
  assert.match(String(waiting.data['waitingToken']), /^wt_/);
  const asked = await host.next('waiting-room:participant-waiting');
  assert.deepEqual(asked.data, { waitingId: waiting.data['waitingId'], name: 'Cas', count: 1 });
  const refused = await guest.ask('chat:message', { text: 'Hello?' });
  assert.equal(refused.data['status'], 403);
  await host.must('waiting-room:admit', { meetingId: guarded.meetingId, waitingId: waiting.data['waitingId'] });
  const admitted = await guest.next('waiting-room:admitted');
  assert.match(String(admitted.data['token']), /^ey/);
  assert.match(String(admitted.data['url']), /^ws/);
  await guest.must('join-meeting', { meetingId: guarded.meetingId, name: 'Cas' });
  const joined = await guest.next('joined');
  assert.equal(joined.data['participantId'], admitted.data['participantId']);
  // Nothing that is stored holds a token.
  const stored = await scene.database.sql`select data::text from meeting_events where meeting_id = ${guarded.meetingId}`;
  assert.ok(stored.length > 0 && !stored.some(({ data }) => /eyJ/.test(String(data))));
  await guest.close();
  await host.close();
});

test('what people do is told to all, and what is a host’s is refused to others', async () => {
  const host = await joinGateway(scene.server, meeting.meetingId, 'Host', { adminToken: meeting.adminToken });
  const ann = await joinGateway(scene.server, meeting.meetingId, 'Ann');
  await ann.must('media:toggle-audio', { isMuted: false });
  assert.deepEqual((await host.next('participant:updated')).data, { participantId: ann.participantId, isMuted: false });
  await ann.must('raise-hand', { isHandRaised: true });
  await host.find(({ type, data }) => type === 'participant:updated' && data['isHandRaised'] === true);
  await ann.must('react', { emoji: '🎉' });
  const react = await host.next('react');
  assert.deepEqual([react.data, react.seq], [{ participantId: ann.participantId, emoji: '🎉' }, undefined]);
  await ann.must('captions:update', { pid: host.participantId, text: 'so', final: false });
  assert.deepEqual((await host.next('captions:update')).data, { pid: ann.participantId, text: 'so', final: false });
  await ann.must('signal:offer', { to: host.participantId, offer: { sdp: 'v=0' } });
  assert.deepEqual((await host.next('signal:offer')).data, { from: ann.participantId, offer: { sdp: 'v=0' } });
  assert.ok(!ann.frames.some(({ type }) => type === 'signal:offer'));
  const poll = await host.must('poll:create', { question: 'Lunch?', type: 'yes_no' });
  await ann.must('poll:vote', { pollId: poll['pollId'], optionId: 'yes' });
  assert.equal((await host.next('poll:updated')).data['totalVotes'], 1);
  const hosts = { 'recording:broadcast-started': {}, 'recording:broadcast-stopped': {}, 'stream:start': { url: 'rtmp://x/a/b' }, 'stream:stop': {} };
  const more = { 'poll:create': { question: 'x', type: 'yes_no' }, 'poll:close': { pollId: poll['pollId'] }, 'waiting-room:admit': { waitingId: 'w' } };
  for (const [type, data] of Object.entries({ ...hosts, ...more, 'waiting-room:deny': { waitingId: 'w' } })) {
    const { type: kind, data: problem } = await ann.ask(type, data);
    assert.deepEqual([type, kind, problem['status']], [type, 'error', 403]);
  }
  await Promise.all([ann.close(), host.close()]);
});

test('a kick closes the sockets of that person alone, and the end of the meeting those of all', async () => {
  const short = await createMeeting(scene, scene);
  const host = await joinGateway(scene.server, short.meetingId, 'Host', { adminToken: short.adminToken });
  const ann = await joinGateway(scene.server, short.meetingId, 'Ann');
  const kicked = await short.host.call('POST', `${short.path}/participants/${ann.participantId}/kick`, { reason: 'Bye' });
  assert.equal(kicked.status, 204);
  assert.equal((await ann.closed()).code, 4403);
  assert.equal((await ann.next('admin:kick')).data['reason'], 'Bye');
  await host.must('chat:message', { text: 'On we go.' });
  const back = await openGateway(scene.server);
  const { type, data } = await back.ask('auth', { token: ann.token });
  assert.deepEqual([type, data['status']], ['error', 401]);
  assert.equal((await back.closed()).code, 4401);
  await host.close();
});

test('whoever leaves by one of their sockets is in the meeting by none, and may come back by each', async () => {
  const small = await createMeeting(scene, scene, { maxParticipants: 1 });
  const ann = await joinGateway(scene.server, small.meetingId, 'Ann');
  const tab = await openGateway(scene.server);
  await tab.must('auth', { token: ann.token });
  await tab.must('join-meeting', { meetingId: small.meetingId });
  await ann.must('leave-meeting');
  assert.deepEqual(await tab.closed(), { code: 4409, reason: 'You left the meeting by another connection.' });
  const ben = await joinGateway(scene.server, small.meetingId, 'Ben');
  assert.equal((await ann.ask('join-meeting', { meetingId: small.meetingId, name: 'Ann' })).data['code'], 'meeting-full');
  await ben.must('leave-meeting');
  await ann.must('join-meeting', { meetingId: small.meetingId, name: 'Ann' });
  await ann.must('chat:message', { text: 'Back.' });
  await Promise.all([ann.close(), ben.close()]);
});

test('a socket whose seat went to somebody else while its process was taken for dead is closed', async () => {
  const small = await createMeeting(scene, scene, { maxParticipants: 2 });
  const { meetingId } = small;
  const ann = await joinGateway(scene.server, meetingId, 'Ann');
  assert.equal((await createClient(scene.server, {}).call('POST', `${small.path}/join`, { name: 'Ben' })).status, 200);
  // All at once: with her next sign of life she would take a seat that is free.
  await scene.database.sql.begin(async (sql) => {
    await sql`update meetings set max_participants = 1 where id = ${meetingId}`;
    await sql`delete from gateway_processes where id in (select process_id from gateway_stays where meeting_id = ${meetingId})`;
    await sql`update gateway_stays set left_at = now() where meeting_id = ${meetingId}`;
    await sql`update meeting_people set present_since = null, seat_until = null where meeting_id = ${meetingId} and participant_id = ${ann.participantId}`;
  });
  assert.deepEqual(await ann.closed(), { code: 4409, reason: 'Every seat in this meeting is taken.' });
});

test('whoever goes while they are let in does not stay in the meeting', async () => {
  const { meetingId } = await createMeeting(scene, scene);
  const watcher = await joinGateway(scene.server, meetingId, 'Watcher');
  for (let ms = 0; ms < 60; ms += 3) {
    const client = await openGateway(scene.server);
    client.send({ type: 'join-meeting', data: { meetingId, name: `After ${ms} ms` } });
    await sleep(ms);
    client.socket.terminate();
  }
  const untilAlone = () =>
    eventually(async () => {
      const open = await scene.database.sql`select 1 from gateway_stays where meeting_id = ${meetingId} and left_at is null`;
      assert.equal(open.length, 1);
    }, 5_000);
  await untilAlone();
  // Whoever was still being let in then has gone, too.
  await sleep(300);
  await untilAlone();
  const told = (type: string) => watcher.frames.filter((frame) => frame.type === type).length;
  await eventually(async () => assert.equal(told('participant:joined'), told('participant:left')), 5_000);
  await watcher.close();
});

test('whoever was turned away at a socket stays out, on the same one and on the next with its cookie', async () => {
  const guarded = await createMeeting(scene, scene, { waitingRoom: true });
  const { meetingId } = guarded;
  const wish = { meetingId, name: 'Eve' };
  const socket = new WebSocket(`${scene.server.url.replace('http', 'ws')}/v1/realtime`);
  const [response] = (await once(socket, 'upgrade')) as [IncomingMessage];
  const cookie = response.headers['set-cookie']?.[0] ?? '';
  assert.match(cookie, /^plenum_guest=[2-9a-z]{32}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);
  socket.terminate();
  const headers = { cookie: cookie.split(';')[0] ?? '' };
  const eve = await openGateway(scene.server, headers);
  const { waitingId } = await eve.must('waiting-room:join', wish);
  assert.equal((await guarded.host.call('POST', `${guarded.path}/waiting/${String(waitingId)}/deny`)).status, 204);
  await eve.must('leave-meeting', { meetingId });
  for (const client of [eve, await openGateway(scene.server, headers)]) {
    const { type, data } = await client.ask('waiting-room:join', wish);
    assert.deepEqual([type, data['code']], ['error', 'denied']);
    await client.close();
  }
  // Without a cookie as well, for as long as the socket is the same.
  const bare = await openGateway(scene.server);
  const { waitingId: another } = await bare.must('waiting-room:join', wish);
  assert.equal((await guarded.host.call('POST', `${guarded.path}/waiting/${String(another)}/deny`)).status, 204);
  await bare.must('leave-meeting', { meetingId });
  assert.equal((await bare.ask('waiting-room:join', wish)).data['code'], 'denied');
  await bare.close();
});

test('a host’s token makes a host also of somebody who was there before', async () => {
  const tokenFor = async (role: string) => {
    const { body } = await scene.client.call<{ token: string }>('POST', '/v1/token', { roomId: meeting.meetingId, userId: 'ada', name: 'Ada', role });
    return openGateway(scene.server, { authorization: `Bearer ${body.token}` });
  };
  for (const [role, isAdmin] of [['participant', false], ['host', true]] as const) {
    const ada = await tokenFor(role);
    await ada.must('join-meeting', { meetingId: meeting.meetingId });
    assert.equal((await ada.next('joined')).data['isAdmin'], isAdmin);
    await ada.close();
  }
});
