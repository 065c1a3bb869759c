import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalServers } from '../../src/start/local/servers.ts';
import { createClient, eventually } from '../support/client.ts';
import { startServerOn, type TestServer } from '../support/server.ts';
import { startOwnStack } from '../support/stack.ts';

let stack: LocalServers;
let server: TestServer;

before(async () => {
  stack = await startOwnStack();
  server = await startServerOn(stack.env);
});
after(async () => {
  await server.stop();
  await stack.stop();
});

test('PostgreSQL restarted under load: only good answers and clear 503s, and recovery by itself', async () => {
  const { call } = createClient(server);
  const seen: { status: number; code: unknown }[] = [];
  const ending = new AbortController();
  const caller = async (name: string) => {
    while (!ending.signal.aborted) {
      const { status, body } = await call('POST', '/v1/rooms', { name }, { 'idempotency-key': crypto.randomUUID() });
      seen.push({ status, code: body.code });
      await sleep(20);
    }
  };
  const callers = ['a', 'b', 'c', 'd'].map(caller);
  await sleep(300);
  await stack.stopServer('postgres');
  await eventually(async () => {
    const { status, body } = await call('GET', '/health/readiness');
    assert.equal(status, 503);
    assert.equal(body.db, 'unavailable');
  }, 5_000);
  await sleep(1_500);
  await stack.startServer('postgres');
  await eventually(async () => assert.equal((await call('GET', '/health/readiness')).status, 200), 10_000);
  // One that LiveKit made before PostgreSQL failed once more is there already.
  await eventually(async () => assert.ok([200, 201].includes((await call('POST', '/v1/rooms', { name: 'e' })).status)), 10_000);
  // Each of the four has had a good answer since: their connections come back one by one.
  await eventually(async () => assert.ok(seen.slice(-4).every(({ status }) => status === 200), 'and it is over'), 10_000);
  ending.abort();
  await Promise.all(callers);
  const strange = seen.filter(({ status, code }) => ![200, 201].includes(status) && !(status === 503 && code === 'unavailable'));
  assert.deepEqual(strange, []);
  assert.ok(seen.some(({ status }) => status === 503), 'the outage was seen');
});

test('PostgreSQL killed with -9: the same', async () => {
  const { call } = createClient(server);
  assert.equal((await call('POST', '/v1/rooms', { name: 'k' })).status, 201);
  stack.kill('postgres', 'SIGKILL');
  await eventually(async () => {
    const { status, body } = await call('POST', '/v1/rooms', { name: 'k' });
    if (status !== 200) assert.deepEqual([status, body.code], [503, 'unavailable']);
    assert.equal(status, 200);
  }, 20_000);
});
