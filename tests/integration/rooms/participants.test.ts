import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asParticipant, type Client, createClient, eventually } from '../../support/client.ts';
import { joinRoom, type Participant } from '../../support/participants.ts';
import { startServer, type TestServer } from '../../support/server.ts';

interface Info {
  identity: string;
  name: string;
  state: string;
  metadata: string;
  permission: Record<string, unknown>;
  tracks: { sid: string; type: string; muted: boolean }[];
}
interface Person extends Participant {
  token: string;
  /** Calls the API with this person's token. */
  client: Client;
}

let server: TestServer;
let backend: Client;
const people: Person[] = [];

before(async () => {
  server = await startServer();
  backend = createClient(server);
});
after(async () => {
  await Promise.all(people.map((person) => person.leave()));
  await server.stop();
});

async function tokenFor(roomId: string, userId: string, role = 'participant', metadata = {}) {
  const { status, body } = await backend.call<{ token: string; url: string }>('POST', '/v1/token', { roomId, userId, name: userId.toUpperCase(), role, metadata });
  assert.equal(status, 200);
  return body;
}

async function join(roomId: string, userId: string, role = 'participant', metadata = {}): Promise<Person> {
  const { token, url } = await tokenFor(roomId, userId, role, metadata);
  const participant = await joinRoom(token, url);
  const person = { ...participant, token, client: asParticipant(server, token) };
  people.push(person);
  return person;
}

const pathOf = (roomId: string, userId?: string) => `/v1/rooms/${roomId}/participants${userId ? `/${userId}` : ''}`;
const infoOf = async (roomId: string, userId: string) => (await backend.call<Info>('GET', pathOf(roomId, userId))).body;

test('people in a room are listed with name, role and tracks', async () => {
  const ann = await join('list', 'ann', 'host', { team: 'blue' });
  await join('list', 'bob', 'viewer');
  const trackSid = await ann.publishTone();
  await eventually(async () => assert.equal((await infoOf('list', 'ann')).tracks.length, 1), 3_000);
  const { body } = await backend.call<{ participants: Info[] }>('GET', pathOf('list'));
  assert.deepEqual(body.participants.map(({ identity }) => identity).toSorted(), ['ann', 'bob']);
  const info = await infoOf('list', 'ann');
  assert.equal(info.name, 'ANN');
  assert.equal(info.state, 'ACTIVE');
  assert.deepEqual(JSON.parse(info.metadata), { team: 'blue', role: 'host' });
  assert.deepEqual(info.tracks.map(({ sid, type, muted }) => [sid, type, muted]), [[trackSid, 'AUDIO', false]]);
  assert.equal((await infoOf('list', 'bob')).permission.canPublish, false);
  assert.equal((await backend.call('GET', pathOf('list', 'nobody'))).status, 404);
  assert.equal((await backend.call('GET', pathOf('list', 'plenum-recorder'))).status, 404);
});

test('mute and unmute one track, all audio, everybody', async () => {
  const ann = await join('mute', 'ann', 'moderator');
  const bob = await join('mute', 'bob');
  const [annSid, bobSid] = [await ann.publishTone(), await bob.publishTone()];
  const muted = async () => [(await infoOf('mute', 'ann')).tracks[0]?.muted, (await infoOf('mute', 'bob')).tracks[0]?.muted];
  // Each client says after LiveKit what LiveKit has told it: what it says late of an earlier change stands for a moment.
  const untilMuted = (expected: boolean[], why?: string) => eventually(async () => assert.deepEqual(await muted(), expected, why), 5_000);
  await untilMuted([false, false]);

  assert.equal((await backend.call('POST', `${pathOf('mute', 'bob')}/mute`, { trackSid: bobSid })).status, 204);
  await untilMuted([false, true]);
  assert.equal((await backend.call('POST', `${pathOf('mute', 'bob')}/mute`, { trackSid: bobSid, muted: false })).status, 204);
  await untilMuted([false, false]);
  assert.equal((await ann.client.call('POST', `${pathOf('mute', 'bob')}/mute`)).status, 204, 'a moderator may, and no body means all audio');
  await untilMuted([false, true]);
  assert.equal((await backend.call('POST', `${pathOf('mute', 'bob')}/mute`, { trackSid: annSid })).status, 404, "another's track");
  await backend.call('POST', `${pathOf('mute', 'bob')}/mute`, { muted: false });

  assert.equal((await bob.client.call('POST', '/v1/rooms/mute/mute-all', {})).status, 403, 'a participant may not');
  assert.equal((await ann.client.call('POST', '/v1/rooms/mute/mute-all', {})).status, 204);
  await untilMuted([false, true], 'all but who asked');
  await backend.call('POST', `${pathOf('mute', 'bob')}/mute`, { muted: false });
  assert.equal((await backend.call('POST', '/v1/rooms/mute/mute-all', { except: ['bob'] })).status, 204);
  await untilMuted([true, false]);
  assert.equal((await backend.call('POST', '/v1/rooms/nowhere/mute-all', {})).status, 404);
});

test('a new role holds at once, also for the token that was issued before', async () => {
  const host = await join('roles', 'host', 'host');
  const ann = await join('roles', 'ann', 'viewer', { team: 'blue' });
  const promoted = await backend.call<Info>('PATCH', pathOf('roles', 'ann'), { role: 'moderator', name: 'Dr. Ann' });
  assert.equal(promoted.status, 200);
  assert.equal(promoted.body.name, 'Dr. Ann');
  assert.equal(promoted.body.permission.canPublish, true);
  assert.deepEqual(JSON.parse(promoted.body.metadata), { team: 'blue', role: 'moderator' });
  assert.match(await ann.publishTone(), /^TR_/, 'without a rejoin');
  assert.equal((await ann.client.call('POST', '/v1/rooms/roles/mute-all', {})).status, 204, 'the old token is a moderator here too');

  const refreshed = await ann.client.call<{ token: string }>('POST', '/v1/token/refresh');
  const claims = JSON.parse(Buffer.from(refreshed.body.token.split('.')[1] ?? '', 'base64url').toString());
  assert.equal(claims.sub, 'ann');
  assert.equal(claims.video.canPublish, true);
  assert.deepEqual(JSON.parse(claims.metadata), { team: 'blue', role: 'moderator' });

  assert.equal((await host.client.call('PATCH', pathOf('roles', 'ann'), { role: 'viewer' })).status, 200, 'a host may');
  await eventually(async () => assert.equal((await infoOf('roles', 'ann')).permission.canPublish, false), 5_000);
  assert.equal((await ann.client.call('POST', '/v1/rooms/roles/mute-all', {})).status, 403);
  assert.equal((await ann.client.call('PATCH', pathOf('roles', 'host'), { role: 'viewer' })).status, 403);
  assert.equal((await backend.call('PATCH', pathOf('roles', 'ann'), { metadata: { role: 'host' } })).status, 400);
  const changed = await backend.call<Info>('PATCH', pathOf('roles', 'ann'), { metadata: { team: 'red' } });
  assert.deepEqual(JSON.parse(changed.body.metadata), { team: 'red', role: 'viewer' });
});

test('changes of role at once end with LiveKit and the database of one mind', async () => {
  const ann = await join('minds', 'ann', 'viewer');
  const roles = ['viewer', 'participant', 'moderator', 'host', 'viewer', 'participant'];
  const answers = await Promise.all(roles.map((role) => backend.call('PATCH', pathOf('minds', 'ann'), { role })));
  assert.ok(answers.every(({ status }) => status === 200));
  const { body } = await ann.client.call<{ token: string }>('POST', '/v1/token/refresh');
  const decided = JSON.parse(JSON.parse(Buffer.from(body.token.split('.')[1] ?? '', 'base64url').toString()).metadata).role;
  await eventually(async () => {
    const info = await infoOf('minds', 'ann');
    assert.equal(JSON.parse(info.metadata).role, decided);
    assert.equal(info.permission.canPublish, decided !== 'viewer');
  }, 5_000);
});

test('a removed person is out, and the old token no longer speaks; a new one does', async () => {
  const host = await join('kick', 'host', 'host');
  const eve = await join('kick', 'eve');
  assert.equal((await eve.client.call('DELETE', pathOf('kick', 'host'))).status, 403);
  assert.equal((await host.client.call('DELETE', pathOf('kick', 'eve'))).status, 204);
  await eve.untilOut();
  assert.equal((await eve.client.call('POST', '/v1/token/refresh')).status, 401);
  assert.equal((await backend.call('DELETE', pathOf('kick', 'eve'))).status, 404);
  const back = await join('kick', 'eve');
  assert.equal((await back.client.call('POST', '/v1/token/refresh')).status, 200);
  await eventually(async () => assert.equal((await infoOf('kick', 'eve')).state, 'ACTIVE'), 5_000);
});

test('deleting a room puts everybody out and ends their tokens and links', async () => {
  const ann = await join('ended', 'ann', 'host');
  const link = String((await backend.call('POST', '/v1/rooms/ended/link', { role: 'viewer' })).body.url).split('/r/')[1];
  assert.equal((await backend.call('GET', `/v1/room-links/${link}`)).status, 200);
  assert.equal((await backend.call('DELETE', '/v1/rooms/ended')).status, 204);
  await ann.untilOut();
  assert.equal((await ann.client.call('POST', '/v1/token/refresh')).status, 401);
  const gone = await backend.call('GET', `/v1/room-links/${link}`);
  assert.deepEqual([gone.status, gone.body.code], [410, 'gone']);
});

test('data reaches everybody, or those who are named', async () => {
  const [ann, bob] = [await join('data', 'ann'), await join('data', 'bob', 'host')];
  assert.equal((await backend.call('POST', '/v1/rooms/data/data', { topic: 'news', payload: { n: 1, text: 'ü' } })).status, 204);
  assert.equal((await bob.client.call('POST', '/v1/rooms/data/data', { payload: { n: 2 }, destinationIdentities: ['bob'] })).status, 204);
  await eventually(async () => assert.deepEqual([bob.received.length, ann.received.length], [2, 1]), 5_000);
  assert.deepEqual(ann.received.map(({ topic, text }) => [topic, JSON.parse(text)]), [['news', { n: 1, text: 'ü' }]]);
  assert.equal((await ann.client.call('POST', '/v1/rooms/data/data', { payload: {} })).status, 403);
  assert.equal((await backend.call('POST', '/v1/rooms/nowhere/data', { payload: {} })).status, 404);
});

test('a link lets a person in with its role and a name, no key needed', async () => {
  const anyone = createClient(server, {});
  const askedAt = Date.now();
  const { status, body } = await backend.call('POST', '/v1/rooms/linked/link', { role: 'participant', expiresInSeconds: 60 });
  assert.equal(status, 201);
  const madeAt = Date.parse(String(body.expiresAt)) - 60_000;
  assert.ok(madeAt > askedAt - 1_000 && madeAt < Date.now() + 1_000, `${body.expiresAt}, asked at ${askedAt}`);
  const linkToken = String(body.url).split('/r/')[1];
  assert.deepEqual((await anyone.call('GET', `/v1/room-links/${linkToken}`)).body, { roomId: 'linked', role: 'participant', name: null, expiresAt: body.expiresAt, isRecording: false, isStreaming: false, isTranscribing: false });
  assert.equal((await anyone.call('POST', `/v1/room-links/${linkToken}/join`, {})).status, 400, 'nobody has a name yet');
  const joined = await anyone.call<{ token: string; url: string; identity: string; name: string }>('POST', `/v1/room-links/${linkToken}/join`, { name: 'Zoë plenum-x' });
  assert.equal(joined.status, 200);
  assert.match(joined.body.identity, /^zoe-plenum-x-[a-z2-9]{10}$/);
  const person = await joinRoom(joined.body.token, joined.body.url);
  assert.equal((await infoOf('linked', joined.body.identity)).name, 'Zoë plenum-x');
  await person.leave();
  for (const bad of ['x', `${linkToken}x`, `${linkToken}.`, `${linkToken?.slice(1)}`]) {
    assert.equal((await anyone.call('GET', `/v1/room-links/${bad}`)).status, 404);
  }
});

test('a full room takes no more people', async () => {
  await backend.call('POST', '/v1/rooms', { name: 'full', maxParticipants: 1 });
  await join('full', 'ann');
  const { token, url } = await tokenFor('full', 'bob');
  await assert.rejects(() => joinRoom(token, url));
});
