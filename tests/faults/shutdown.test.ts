import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalServers } from '../../src/start/local/servers.ts';
import { createClient } from '../support/client.ts';
import { startServerOn } from '../support/server.ts';
import { startOwnStack } from '../support/stack.ts';

let stack: LocalServers;

before(async () => {
  stack = await startOwnStack();
});
after(() => stack.stop());

test('SIGTERM lets a request under way finish, takes no new ones, and ends with 0', async () => {
  const server = await startServerOn(stack.env);
  const { call } = createClient(server);
  assert.equal((await call('POST', '/v1/rooms', { name: 'slow' })).status, 201);
  stack.kill('livekit', 'SIGSTOP');
  const underWay = call('GET', '/v1/rooms');
  await sleep(300);
  const exit = once(server.process, 'exit');
  server.process.kill('SIGTERM');
  await sleep(300);
  await assert.rejects(() => call('GET', '/v1/health'), 'no new connection is accepted');
  stack.kill('livekit', 'SIGCONT');
  const { status, body } = await underWay;
  assert.equal(status, 200);
  assert.equal((body.rooms as unknown[]).length, 1);
  assert.deepEqual(await exit, [0, null]);
});

test('a second process goes on while the first is killed with -9', async () => {
  const [first, second] = await Promise.all([startServerOn(stack.env), startServerOn(stack.env)]);
  const exit = once(first.process, 'exit');
  first.process.kill('SIGKILL');
  await exit;
  assert.equal((await createClient(second).call('GET', '/v1/rooms')).status, 200);
  await second.stop();
});
