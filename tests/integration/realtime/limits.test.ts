import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { type AnonymousPlaces, createAnonymousPlaces, type Place } from '../../../src/realtime/sockets/anonymous-places.ts';
import { createClient, eventually } from '../../support/client.ts';
import { type GatewayClient, joinGateway, openGateway } from '../../support/gateway.ts';
import { createMeeting, type MadeMeeting, type MeetingScene, startMeetingScene } from '../../support/meetings.ts';

let scene: MeetingScene;
let meeting: MadeMeeting;
let redis: Redis;
before(async () => {
  scene = await startMeetingScene({ TRUST_PROXY: '1', ALLOWED_ORIGINS: 'https://app.example' });
  meeting = await createMeeting(scene, scene, { maxParticipants: 500 });
  redis = new Redis(scene.server.env['REDIS_URL'] ?? '');
});
after(async () => {
  redis.disconnect();
  await scene.close();
});

/** A socket from an address of one's own, so that the limits of the tests are not each other's. */
const openFrom = (ip: string, headers: Record<string, string> = {}) => openGateway(scene.server, { 'x-forwarded-for': ip, ...headers });

async function assertRefused(client: GatewayClient, status: number): Promise<void> {
  const error = await client.next('error');
  assert.equal(error.data['status'], status);
  const { code, reason } = await client.closed();
  assert.deepEqual([code, reason], [4401, error.data['detail']]);
}

test('a wrong credential is told so and closes the socket, however it came', async () => {
  await assertRefused(await openFrom('10.0.0.1', { 'x-api-key': `mk_${'x'.repeat(40)}` }), 401);
  await assertRefused(await openFrom('10.0.0.1', { authorization: 'Bearer nonsense' }), 401);
  for (const token of ['', 'nonsense', `mk_${'x'.repeat(40)}`, 'a.b.c']) {
    const client = await openFrom('10.0.0.1');
    client.send({ type: 'auth', id: 7, data: { token } });
    assert.equal((await client.next('error')).id, 7);
    await assertRefused(client, 401);
  }
});

test('a key is taken by header and by the first frame, and not by a later one', async () => {
  const byHeader = await openFrom('10.0.0.2', { 'x-api-key': scene.apiKey });
  await byHeader.must('join-meeting', { meetingId: meeting.meetingId, name: 'Key' });
  const { participantId } = (await byHeader.next('joined')).data;
  const byFrame = await openFrom('10.0.0.2');
  await byFrame.must('auth', { token: scene.apiKey });
  // It is the same key, and so the same person.
  assert.equal((await byFrame.must('join-meeting', { meetingId: meeting.meetingId, name: 'Key' }))['participantId'], participantId);
  const late = await openFrom('10.0.0.2');
  await late.ask('leave-meeting');
  late.send({ type: 'auth', data: { token: scene.apiKey } });
  await assertRefused(late, 401);
  await Promise.all([byHeader.close(), byFrame.close()]);
});

test('a cookie is taken from our own pages and allowed ones alone', async () => {
  const registered = await createClient(scene.server, { origin: scene.server.url }).call('POST', '/v1/auth/register', {
    email: `gw-${Date.now()}@example.com`,
    password: 'correct horse battery',
  });
  assert.equal(registered.status, 201, JSON.stringify(registered.body));
  const cookie = (registered.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
  for (const origin of [scene.server.url, 'https://app.example']) {
    const client = await openFrom('10.0.0.3', { cookie, origin });
    await client.must('join-meeting', { meetingId: meeting.meetingId, name: 'Account' });
    await client.close();
  }
  await assertRefused(await openFrom('10.0.0.3', { cookie, origin: 'https://evil.example' }), 403);
  await assertRefused(await openFrom('10.0.0.3', { cookie }), 403);
  // Whoever is logged out is a stranger, like anybody without a cookie.
  const stale = await openFrom('10.0.0.3', { cookie: `plenum_session=ps_${'x'.repeat(40)}`, origin: scene.server.url });
  await stale.must('join-meeting', { meetingId: meeting.meetingId, name: 'Nobody' });
  await stale.close();
});

test('the 51st socket of strangers from one address is refused, others are not', async () => {
  const clients = await Promise.all(Array.from({ length: 50 }, () => openFrom('10.0.0.4')));
  await assert.rejects(openFrom('10.0.0.4'), /429/);
  const other = await openFrom('10.0.0.5');
  const known = await openFrom('10.0.0.4', { 'x-api-key': scene.apiKey });
  // Whoever says who they are, joins or leaves makes room.
  await clients[0]?.must('join-meeting', { meetingId: meeting.meetingId, name: 'Ann' });
  const inPlace = await openFrom('10.0.0.4');
  await assert.rejects(openFrom('10.0.0.4'), /429/);
  await clients[1]?.close();
  // What is asked for without a socket takes none.
  assert.equal((await fetch(`${scene.server.url}/v1/realtime`, { headers: { 'x-forwarded-for': '10.0.0.4' } })).status, 404);
  const next = await eventually(() => openFrom('10.0.0.4'), 5_000);
  await clients[2]?.close();
  const elsewhere = await eventually(() => takePlace(placesOf(redis), '10.0.0.4'), 5_000);
  await assert.rejects(openFrom('10.0.0.4'), /429/, 'the other process has the last place');
  elsewhere.free();
  await Promise.all([...clients.filter((_, i) => i !== 1 && i !== 2), other, known, inPlace, next].map((client) => client?.close()));
});

const placesOf = (connection: Redis, leaseMs?: number) => createAnonymousPlaces(connection, leaseMs);

async function takePlace(places: AnonymousPlaces, network: string): Promise<Place> {
  const place = await places.take(network);
  assert.ok(place, 'there is a place');
  return place;
}

/** How many places of a network could be taken. */
async function takeAll(places: AnonymousPlaces, network: string): Promise<number> {
  const taken = await Promise.all(Array.from({ length: 60 }, () => places.take(network)));
  return taken.filter((place) => place !== null).length;
}

test('all processes together have fifty places for an address, which a dead one gives back', async () => {
  const [first, second, third] = [placesOf(redis), placesOf(redis), placesOf(redis)];
  for (let i = 0; i < 10; i += 1) await takePlace(third, 'a');
  const both = await Promise.all([first, second].map((places) => takeAll(places, 'a')));
  assert.equal((both[0] ?? 0) + (both[1] ?? 0), 40, 'also when all ask at once');
  assert.equal(await takeAll(second, 'b'), 50, 'another address has its own');
  await takeAll(placesOf(redis, 100), 'c');
  await eventually(() => takePlace(first, 'c'), 5_000);
  // A Redis that was emptied is told again.
  await redis.del('places:b');
  await second.renew();
  assert.equal(await first.take('b'), null);
});

test('while Redis is away each process counts for itself', async () => {
  const away = new Redis('redis://127.0.0.1:1', { lazyConnect: true, enableOfflineQueue: false, maxRetriesPerRequest: 0 });
  const places = placesOf(away);
  const place = await takePlace(places, 'a');
  assert.equal(await takeAll(places, 'a'), 49);
  place.free();
  place.free();
  assert.equal(await takeAll(places, 'a'), 1);
  await places.renew();
  away.disconnect();
});

test('only the gateway’s own address is upgraded: what else offers it is served as it is', async () => {
  const offered = await fetch(`${scene.server.url}/v1/meetings`, {
    method: 'POST',
    headers: { 'x-api-key': scene.apiKey, 'content-type': 'application/json', upgrade: 'h2c' },
    body: '{"title":"Upgraded"}',
  }).catch(() => null);
  // undici refuses to send it; whoever does not is answered.
  if (offered) assert.equal(offered.status, 201);
  await assert.rejects(openGateway({ url: `${scene.server.url}/nowhere` }), /404/);
  assert.equal((await fetch(`${scene.server.url}/v1/realtime`)).status, 404);
});

test('a frame of 64 KB is taken, and one byte more closes the socket and says why', async () => {
  const ann = await joinGateway(scene.server, meeting.meetingId, 'Ann');
  const frameOf = (bytes: number) => {
    const empty = JSON.stringify({ type: 'signal:offer', id: 1, data: { to: ann.participantId, offer: '' } });
    return empty.replace('"offer":""', `"offer":"${'x'.repeat(bytes - empty.length)}"`);
  };
  ann.send(frameOf(65_536));
  assert.equal((await ann.find(({ id }) => id === 1)).type, 'ack');
  assert.match(String((await ann.next('signal:offer')).data['offer']), /^x{65000}/);
  ann.send(frameOf(65_537));
  const { code, reason } = await ann.closed();
  assert.deepEqual([code, reason], [1009, 'A frame over 64 KB.']);
});

test('fifty frames a second are taken, the next closes the socket and says why', async () => {
  const ann = await openFrom('10.0.0.6');
  for (let i = 0; i < 50; i += 1) ann.send({ type: 'leave-meeting', id: i });
  await ann.find(({ id }) => id === 49);
  await sleep(1_050);
  for (let i = 0; i < 51; i += 1) ann.send({ type: 'leave-meeting', id: 100 + i });
  const { code, reason } = await ann.closed();
  assert.deepEqual([code, reason], [4429, 'More than 50 frames a second.']);
});

test('what is no frame is answered with a problem and nothing else', async () => {
  const ann = await openFrom('10.0.0.7');
  const bad = ['', '{', '[]', 'null', '1', '"x"', '{"type":1}', '{"type":"auth\\ud800"}', `${'['.repeat(500)}${']'.repeat(500)}`];
  for (const [i, text] of bad.entries()) {
    ann.send(text);
    const error = await ann.find((frame) => frame.type === 'error', i);
    assert.equal(error.data['code'], 'validation', text);
  }
  ann.send(Buffer.from('{"type":"leave-meeting"}'));
  assert.match(String((await ann.next('error', bad.length)).data['detail']), /must be a text/);
  ann.send({ type: 'leave-meeting', id: { not: 'an id' } });
  await ann.find(({ data }) => String(data['detail']).includes('characters'));
  await ann.must('leave-meeting');
  await ann.close();
});

test('whoever does not read is dropped, and the others notice nothing', async () => {
  const join = (name: string) => joinGateway(scene.server, meeting.meetingId, name);
  const [slow, fast, ...talkers] = await Promise.all(['Slow', 'Fast', 'A', 'B', 'C', 'D'].map(join));
  assert.ok(slow && fast);
  const { _socket: raw } = slow.socket as unknown as { _socket: { pause(): void; resume(): void } };
  raw.pause();
  const times: number[] = [];
  // Far more than the connection itself takes in, and no more frames a second than each may send.
  for (let i = 0; i < 60; i += 1) {
    const from = fast.frames.length;
    const startedAt = performance.now();
    for (const talker of talkers) talker.send({ type: 'signal:offer', data: { to: slow.participantId, offer: 'x'.repeat(60_000) } });
    talkers[0]?.send({ type: 'react', data: { emoji: '👍' } });
    await fast.next('react', from);
    times.push(performance.now() - startedAt);
    await sleep(40);
  }
  raw.resume();
  const { code, reason } = await slow.closed();
  // It may be cut off before it gets to read why.
  assert.ok((code === 4408 && reason === 'You read too slowly.') || code === 1006, `${code} ${reason}`);
  const median = times.toSorted((a, b) => a - b)[times.length / 2] ?? 0;
  assert.ok(median < 400, `${median} ms`);
  await Promise.all([fast, ...talkers].map((client) => client?.close()));
});
