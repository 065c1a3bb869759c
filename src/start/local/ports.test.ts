import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { test } from 'node:test';

import { choosePorts } from './ports.ts';
import type { PortName } from './ports.ts';

const NAMES: PortName[] = ['postgres', 'redis', 'livekit', 'livekitTcp', 'livekitUdp', 'minio'];

test('every server gets a port of its own, at or above the usual one', async () => {
  const ports = await choosePorts({}, NAMES, assert.fail);
  assert.deepEqual(Object.keys(ports).toSorted(), NAMES.toSorted());
  assert.equal(new Set(Object.values(ports)).size, NAMES.length);
  assert.ok((ports.postgres ?? 0) >= 5432);
});

test('the port of the last start is taken again', async () => {
  const port = await freePort();
  assert.deepEqual(await choosePorts({ redis: port }, ['redis'], assert.fail), { redis: port });
});

test('a port of the last start that a stranger keeps is given up with a note', async () => {
  const stranger = await listen();
  const { port } = stranger.address() as AddressInfo;
  const notes: string[] = [];
  const { minio } = await choosePorts({ minio: port }, ['minio'], (line) => notes.push(line));
  stranger.close();
  assert.notEqual(minio, port);
  assert.deepEqual(notes, [`Port ${port} is taken by another program: minio moves to ${minio}.`]);
});

async function listen(): Promise<Server> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function freePort(): Promise<number> {
  const server = await listen();
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
