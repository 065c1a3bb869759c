import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, eventually } from '../../support/client.ts';
import { type Frame, type GatewayClient, joinGateway, openGateway } from '../../support/gateway.ts';
import { joinRoom } from '../../support/participants.ts';
import { createMeeting, type MeetingScene, startMeetingScene } from '../../support/meetings.ts';
import { findFreePort, startServerOn, type TestServer } from '../../support/server.ts';
import { logIn, password, registerPerson } from '../accounts/support/people.ts';

let scene: MeetingScene;
let second: TestServer;
const startAnother = async () => startServerOn(scene.server.env, { PORT: String(await findFreePort()) });

before(async () => {
  scene = await startMeetingScene();
  second = await startAnother();
});
after(async () => {
  await second.stop();
  await scene.close();
});

const textsOf = (frames: Frame[]) => frames.filter(({ type }) => type === 'chat:message').map(({ data }) => String(data['text']));
const seqsOf = (frames: Frame[]) => frames.map(({ seq }) => seq).filter((seq) => seq !== undefined);

test('people of one meeting at two processes read the same in the same order', async () => {
  const { meetingId } = await createMeeting(scene, scene);
  const ann = await joinGateway(scene.server, meetingId, 'Ann');
  const ben = await joinGateway(second, meetingId, 'Ben');
  await Promise.all(
    [ann, ben].map(async (client, who) => {
      for (let i = 0; i < 30; i += 1) await client.must('chat:message', { text: `${who}-${i}` });
    }),
  );
  await ann.must('react', { emoji: '👏' });
  await ben.next('react');
  const count = (frames: Frame[]) => textsOf(frames).length;
  await ann.find(() => count(ann.frames) === 60);
  await ben.find(() => count(ben.frames) === 60);
  assert.deepEqual(textsOf(ann.frames), textsOf(ben.frames));
  for (const { frames } of [ann, ben]) assert.deepEqual(seqsOf(frames), [...new Set(seqsOf(frames))].toSorted((a, b) => a - b));
  await Promise.all([ann.close(), ben.close()]);
});

test('whoever is at a process that is killed goes on at another: nothing is missed, nothing comes twice', async () => {
  const { meetingId } = await createMeeting(scene, scene);
  const first = await startAnother();
  const [ann, ben] = [await joinGateway(first, meetingId, 'Ann'), await joinGateway(second, meetingId, 'Ben')];
  const talking = new AbortController();
  let sent = 0;
  const talk = (async () => {
    for (; !talking.signal.aborted; sent += 1) {
      await ben.must('chat:message', { text: `No. ${sent}` });
      await sleep(22);
    }
  })();
  await ann.find(() => textsOf(ann.frames).length >= 20);
  const exit = once(first.process, 'exit');
  first.process.kill('SIGKILL');
  await exit;
  await ann.closed();
  await sleep(300);
  const since = Math.max(...seqsOf(ann.frames));
  // All at once, while others talk on. Whoever joins first may hear something new before what they missed.
  const [again, joining] = await Promise.all([openGateway(second), openGateway(second)]);
  for (const client of [again, joining]) client.send({ type: 'auth', data: { token: ann.token } });
  joining.send({ type: 'join-meeting', data: { meetingId } });
  for (const client of [again, joining]) client.send({ type: 'resume', data: { meetingId, since } });
  for (const client of [again, joining]) assert.equal((await client.next('resumed')).data['complete'], true);
  await sleep(300);
  talking.abort();
  await talk;
  const expected = Array.from({ length: sent }, (_, i) => `No. ${i}`);
  for (const client of [again, joining]) await client.find(() => textsOf(client.frames).includes(`No. ${sent - 1}`));
  assert.deepEqual([...textsOf(ann.frames), ...textsOf(again.frames)], expected);
  const seqs = [...seqsOf(ann.frames), ...seqsOf(again.frames)];
  assert.deepEqual(seqs, [...new Set(seqs)].toSorted((a, b) => a - b));
  const inOrder = joining.frames.toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
  assert.deepEqual([...textsOf(ann.frames), ...textsOf(inOrder)], expected);
  assert.ok(!ben.frames.some(({ type }) => type === 'participant:left'), 'they were away for less than the patience with processes');
  await Promise.all([again.close(), joining.close(), ben.close()]);
});

test('resume alone takes the seat again with a participant token; what is not known any more is said', async () => {
  const { meetingId } = await createMeeting(scene, scene);
  const host = await joinGateway(scene.server, meetingId, 'Host');
  const ann = await joinGateway(second, meetingId, 'Ann');
  const since = Number((await ann.next('joined')).data['seq']);
  await ann.close();
  for (const text of ['one', 'two', 'three']) await host.must('chat:message', { text });
  const back = await openGateway(second);
  await back.must('auth', { token: ann.token });
  const { complete, seq } = await back.must('resume', { meetingId, since });
  assert.equal(complete, true);
  assert.deepEqual(textsOf(back.frames), ['one', 'two', 'three']);
  const at = back.frames.findIndex(({ type }) => type === 'resumed');
  assert.equal(back.frames[at]?.data['seq'], Math.max(...seqsOf(back.frames.slice(0, at))));
  await host.must('chat:message', { text: 'four' });
  await back.find(({ data }) => data['text'] === 'four');
  // Asked for on purpose, they come again.
  const from = back.frames.length;
  await back.must('resume', { meetingId, since: Number(seq) });
  assert.deepEqual(textsOf(back.frames.slice(from)), ['four']);
  const ahead = await back.must('resume', { meetingId, since: 1_000_000 });
  assert.equal(ahead['complete'], false);
  await scene.database.sql`delete from meeting_events where meeting_id = ${meetingId} and seq < 4`;
  assert.equal((await back.must('resume', { meetingId, since: 1 }))['complete'], false);
  assert.equal((await back.must('resume', { meetingId, since: 4 }))['complete'], true);
  const stranger = await openGateway(second);
  assert.equal((await stranger.ask('resume', { meetingId, since: 0 })).data['status'], 403);
  await Promise.all([host.close(), back.close(), stranger.close()]);
});

test('nothing is missing when an earlier text of the notes was the first of all events', async () => {
  const meeting = await createMeeting(scene, scene);
  const write = (content: string, version: number) => scene.client.call('PUT', `${meeting.path}/notes`, { content, version });
  for (const [version, content] of ['one', 'two', 'three'].entries()) assert.equal((await write(content, version)).status, 200);
  const ann = await joinGateway(second, meeting.meetingId, 'Ann');
  assert.equal((await ann.must('resume', { meetingId: meeting.meetingId, since: 0 }))['complete'], true);
  const notes = ann.frames.filter(({ type }) => type === 'notes:updated').map(({ data }) => data['content']);
  assert.deepEqual(notes, ['three']);
  await ann.close();
});

test('nobody reads in a resume what was for others', async () => {
  const meeting = await createMeeting(scene, scene, { waitingRoom: true });
  const host = await joinGateway(scene.server, meeting.meetingId, 'Host', { adminToken: meeting.adminToken });
  const guest = await openGateway(second);
  guest.send({ type: 'join-meeting', data: { meetingId: meeting.meetingId, name: 'Ann' } });
  const { waitingId } = (await guest.next('waiting-room:waiting')).data;
  await host.must('chat:message', { text: 'Who is that?' });
  await host.must('waiting-room:admit', { waitingId });
  await guest.next('waiting-room:admitted');
  assert.deepEqual(guest.frames.map(({ type }) => type), ['waiting-room:waiting', 'waiting-room:admitted']);
  await guest.must('join-meeting', { meetingId: meeting.meetingId, name: 'Ann' });
  const from = guest.frames.length;
  await guest.must('resume', { meetingId: meeting.meetingId, since: 0 });
  const types = new Set(guest.frames.slice(from).map(({ type }) => type));
  assert.ok(types.has('chat:message'));
  assert.ok(!types.has('waiting-room:participant-waiting'), [...types].join());
  await Promise.all([host.close(), guest.close()]);
});

test('a kick, the deletion of the room and the end of the meeting close sockets at every process at once', async () => {
  const meeting = await createMeeting(scene, scene);
  const { meetingId } = meeting;
  const [ann, ben] = [await joinGateway(second, meetingId, 'Ann'), await joinGateway(second, meetingId, 'Ben')];
  const waiting = await openGateway(second);
  await waiting.must('auth', { token: ben.token });
  // Much earlier than by the next regular look, which comes every 5 s.
  const soonMs = 3_500;
  let startedAt = Date.now();
  assert.equal((await meeting.host.call('POST', `${meeting.path}/participants/${ben.participantId}/kick`)).status, 204);
  assert.equal((await ben.closed()).code, 4403);
  assert.equal((await waiting.closed()).code, 4403);
  assert.ok(Date.now() - startedAt < soonMs, `${Date.now() - startedAt} ms`);
  await ann.must('chat:message', { text: 'Still here.' });
  startedAt = Date.now();
  const ended = await meeting.host.call('DELETE', meeting.path);
  assert.equal(ended.status, 200, JSON.stringify(ended.body));
  const { code } = await ann.closed();
  assert.equal(code, 4410);
  assert.ok(Date.now() - startedAt < soonMs, `${Date.now() - startedAt} ms`);
  assert.equal(ann.frames.at(-1)?.type, 'meeting:ended');
  const late = await openGateway(second);
  assert.equal((await late.ask('join-meeting', { meetingId, name: 'Late' })).data['status'], 410);
  await late.close();
});

test('a key or session that ends closes its sockets at every process, and no other', async () => {
  const [ann, ben, cat] = await Promise.all([registerPerson(scene.server), registerPerson(scene.server), registerPerson(scene.server)]);
  const bySession = (session: string) => openGateway(second, { cookie: `plenum_session=${session}`, origin: second.url });
  const byKey = (key: string) => openGateway(second, { 'x-api-key': key });
  const keyOf = async () => (await ann.browser.call<{ key: string; id: string }>('POST', '/v1/keys', {})).body;
  const [deleted, rotated, unheard] = [await keyOf(), await keyOf(), await keyOf()];
  const byFrame = await openGateway(second);
  await byFrame.must('auth', { token: rotated.key });
  const [silent, kept, byDeleted] = await Promise.all([byKey(unheard.key), byKey(scene.apiKey), byKey(deleted.key)]);
  const sessions = await Promise.all([ann, ben, cat].map(({ session }) => bySession(session)));
  const [ofAnn, ofBen, ofCat] = sessions;
  const keyOfCat = await byKey(cat.apiKey);
  assert.ok(ofAnn && ofBen && ofCat);
  // As if nobody had told of it.
  await scene.database.sql`update api_keys set revoked_at = now() where id = ${unheard.id}`;
  const byAnother = await logIn(scene.server, ann);
  const newPassword = { currentPassword: password, newPassword: `${password}!` };
  const acts: [GatewayClient[], () => Promise<{ status: number }>][] = [
    [[byDeleted], () => ann.browser.call('DELETE', `/v1/keys/${deleted.id}`)],
    [[byFrame], () => ann.browser.call('POST', '/v1/keys/rotate', { id: rotated.id })],
    [[ofAnn], () => byAnother.call('POST', '/v1/auth/change-password', newPassword)],
    [[ofBen], () => ben.browser.call('POST', '/v1/auth/logout')],
    [[ofCat, keyOfCat], () => cat.browser.call('DELETE', '/v1/account')],
  ];
  const startedAt = Date.now();
  for (const [clients, act] of acts) {
    const { status } = await act();
    assert.ok(status === 200 || status === 204, String(status));
    for (const client of clients) await assertEnded(client);
  }
  assert.ok(Date.now() - startedAt < 12_000, 'none waited for the next regular look, which comes every 5 s');
  await assertEnded(silent);
  await kept.must('leave-meeting');
  await kept.close();
});

async function assertEnded(client: GatewayClient): Promise<void> {
  const { code, reason } = await client.closed();
  assert.deepEqual([code, reason], [4401, 'The key or session of this socket has ended.']);
  assert.equal(client.frames.at(-1)?.data['code'], 'unauthorized');
}

test('a role that is changed in the room holds at once at the sockets of the person, whatever process they are at', async () => {
  const { meetingId, adminToken } = await createMeeting(scene, scene);
  const ann = await joinGateway(second, meetingId, 'Ann', { adminToken });
  const { url } = (await ann.next('joined')).data;
  const livekit = await joinRoom(ann.token, String(url));
  const act = () => ann.ask('poll:create', { question: 'Again?', type: 'yes_no' });
  for (const [role, answer] of [['participant', 'error'], ['host', 'ack'], ['viewer', 'error']] as const) {
    const from = ann.frames.length;
    const { status } = await scene.client.call('PATCH', `/v1/rooms/${meetingId}/participants/${ann.participantId}`, { role });
    assert.equal(status, 200);
    const told = await ann.find(({ type, data }) => type === 'participant:updated' && data['role'] === role, from);
    assert.equal(told.data['isAdmin'], role === 'host');
    assert.equal((await act()).type, answer, role);
  }
  await ann.must('resume', { meetingId, since: 0 });
  assert.equal((await act()).type, 'error', 'What was told before changes nothing again.');
  const { body } = await scene.client.call<{ participants: { role: string }[] }>('GET', `/v1/meetings/${meetingId}`);
  assert.deepEqual(body.participants.map(({ role }) => role), ['viewer']);
  const tab = await openGateway(scene.server, { authorization: `Bearer ${ann.token}` });
  const from = ann.frames.length;
  await tab.must('join-meeting', { meetingId, adminToken });
  await ann.find(({ type, data }) => type === 'participant:updated' && data['role'] === 'host', from);
  assert.equal((await act()).type, 'ack', 'Who shows the admin token is host at each of their sockets.');
  await livekit.leave();
  await Promise.all([ann.close(), tab.close()]);
});

test('SIGTERM answers what was asked, then sends everybody elsewhere', async () => {
  const { meetingId } = await createMeeting(scene, scene);
  const first = await startAnother();
  const [ann, ben] = [await joinGateway(first, meetingId, 'Ann'), await joinGateway(second, meetingId, 'Ben')];
  const exit = once(first.process, 'exit');
  // It has been read and waits for its turn when the process is told to end.
  const answer = await scene.database.sql.begin(async (sql) => {
    await sql`select from meetings where id = ${meetingId} for update`;
    const asked = ann.ask('chat:message', { text: 'Before the end.' });
    await eventually(async () => {
      const waiting = await sql`select from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`;
      assert.ok(waiting.length > 0);
    }, 5_000, 10);
    first.process.kill('SIGTERM');
    await sleep(50);
    return { asked };
  });
  assert.equal((await answer.asked).type, 'ack');
  const { code, reason } = await ann.closed();
  assert.deepEqual([code, reason], [1001, 'The server is going away. Connect again.']);
  assert.deepEqual(await exit, [0, null]);
  // They are back before anybody is told that they were away.
  const again = await openGateway(second);
  await again.must('auth', { token: ann.token });
  await again.must('join-meeting', { meetingId });
  await sleep(200);
  assert.ok(!ben.frames.some(({ type, seq }) => type === 'participant:left' && seq !== undefined));
  await Promise.all([again.close(), ben.close()]);
});

test('what a key does by REST is told at the sockets', async () => {
  const meeting = await createMeeting(scene, scene);
  const ann = await joinGateway(second, meeting.meetingId, 'Ann');
  const changed = await meeting.host.call('PATCH', `${meeting.path}/settings`, { muteOnJoin: true });
  assert.equal(changed.status, 200, JSON.stringify(changed.body));
  assert.equal((await ann.next('meeting:settings-updated')).data['muteOnJoin'], true);
  const { body } = await createClient(scene.server, { authorization: `Bearer ${ann.token}` }).call('GET', `${meeting.path}/chat`);
  assert.deepEqual(body['messages'], []);
  await ann.close();
});
