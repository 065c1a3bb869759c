import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { after, before, test } from 'node:test';
import type { LocalServers } from '../../src/start/local/servers.ts';
import { createClient, eventually } from '../support/client.ts';
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
  await eventually(async () => assert.ok(await isAskedInVain(stack.ports.livekit ?? 0)), 4_000, 10);
  const exit = once(server.process, 'exit');
  server.process.kill('SIGTERM');
  await eventually(() => assert.rejects(tryConnect(server.url).then((socket) => socket.destroy()), { code: 'ECONNREFUSED' }), 3_000, 20);
  stack.kill('livekit', 'SIGCONT');
  const { status, body } = await underWay;
  assert.equal(status, 200);
  assert.equal((body.rooms as unknown[]).length, 1);
  assert.deepEqual(await exit, [0, null]);
});

test('SIGTERM waits for nobody who has asked nothing yet: browsers connect ahead of time', async () => {
  const server = await startServerOn(stack.env);
  const sockets = await Promise.all([tryConnect(server.url), tryConnect(server.url), tryConnect(server.url)]);
  sockets[1]?.write('GET /v1/health HTTP/1.1\r\nHost: h');
  sockets[2]?.write('GET /v1/health HTTP/1.1\r\nHost: h\r\n\r\n');
  await once(sockets[2] ?? server.process, 'data');
  const exit = once(server.process, 'exit');
  const endings = sockets.map((socket) => once(socket, 'close'));
  server.process.kill('SIGTERM');
  await Promise.all(endings);
  assert.deepEqual(await exit, [0, null]);
});

async function tryConnect(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return socket;
}

/** Whether something was sent to the server on this port that it has not read. */
async function isAskedInVain(port: number): Promise<boolean> {
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')));
  const rows = tables.flatMap((table) => table.split('\n').slice(1)).map((row) => row.trim().split(/\s+/));
  const ending = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  // Of those that are established the bytes that wait to be sent and to be read.
  return rows.some(([, local = '', , state, queues = '']) => local.endsWith(ending) && state === '01' && Number.parseInt(queues.split(':')[1] ?? '', 16) > 0);
}

test('a second process goes on while the first is killed with -9', async () => {
  const [first, second] = await Promise.all([startServerOn(stack.env), startServerOn(stack.env)]);
  const exit = once(first.process, 'exit');
  first.process.kill('SIGKILL');
  await exit;
  assert.equal((await createClient(second).call('GET', '/v1/rooms')).status, 200);
  await second.stop();
});
