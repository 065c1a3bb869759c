import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { LocalServers } from '../../src/start/local/servers.ts';
import { createClient, eventually } from '../support/client.ts';
import { joinRoom, type Participant } from '../support/participants.ts';
import { startServerOn, type TestServer } from '../support/server.ts';
import { startOwnStack } from '../support/stack.ts';

let stack: LocalServers;
let server: TestServer;
const people: Participant[] = [];

before(async () => {
  stack = await startOwnStack();
  server = await startServerOn(stack.env);
});
after(async () => {
  await Promise.all(people.map((person) => person.leave()));
  await server.stop();
  await stack.stop();
});

test('LiveKit away: clear 503s at once, tokens go on, and recovery by itself', async () => {
  const { call } = createClient(server);
  assert.equal((await call('POST', '/v1/rooms', { name: 'before' })).status, 201);
  await stack.stopServer('livekit');
  for (const [method, path] of [['GET', '/v1/rooms'], ['GET', '/v1/rooms/r'], ['DELETE', '/v1/rooms/r/participants/ann']] as const) {
    const { status, headers, body } = await call(method, path);
    assert.deepEqual([status, body.code], [503, 'unavailable'], path);
    assert.ok(Number(headers.get('retry-after')) > 0);
  }
  const readiness = await call('GET', '/health/readiness');
  assert.deepEqual([readiness.status, readiness.body.livekit], [503, 'unavailable']);
  const token = await call('POST', '/v1/token', { roomId: 'r', userId: 'cy', name: 'Cy', role: 'viewer' });
  assert.equal(token.status, 200, 'tokens need no LiveKit');
  await stack.startServer('livekit');
  await eventually(async () => assert.equal((await call('GET', '/health/readiness')).status, 200), 10_000);
  assert.equal((await call('POST', '/v1/rooms', { name: 'after' })).status, 201);
});

test('LiveKit killed with people in a room: they come back by themselves, in the same roles', async () => {
  const { call } = createClient(server);
  for (const [userId, role] of [['ann', 'host'], ['bob', 'viewer']]) {
    const { body } = await call<{ token: string; url: string }>('POST', '/v1/token', { roomId: 'r', userId, name: userId, role });
    people.push(await joinRoom(body.token, body.url));
  }
  const sidsOf = async () => {
    const { status, body } = await call<{ participants: { identity: string; sid: string; state: string }[] }>('GET', '/v1/rooms/r/participants');
    assert.equal(status, 200);
    return Object.fromEntries(body.participants.map(({ identity, sid }) => [identity, sid]));
  };
  const earlier = await eventually(async () => {
    const sids = await sidsOf();
    assert.deepEqual(Object.keys(sids).toSorted(), ['ann', 'bob']);
    return sids;
  }, 5_000);
  stack.kill('livekit', 'SIGKILL');
  await eventually(async () => {
    const now = await sidsOf();
    assert.deepEqual(Object.keys(now).toSorted(), ['ann', 'bob']);
    assert.notEqual(now.ann, earlier.ann, 'a new connection');
  }, 60_000, 250);
  const { body } = await call<{ permission: { canPublish: boolean } }>('GET', '/v1/rooms/r/participants/bob');
  assert.equal(body.permission.canPublish, false);
});
