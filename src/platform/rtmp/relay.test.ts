import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { test } from 'node:test';
import { createOutgoing } from '../outgoing/client.ts';
import { startRelay } from './relay.ts';

/** A server on loopback that answers in capitals and ends after the first answer. */
async function startTarget() {
  const server = createServer((socket) => {
    socket.on('data', (data) => socket.end(String(data).toUpperCase()));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

async function readAll(socket: Socket): Promise<string> {
  socket.on('error', () => {});
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(socket, 'close');
  return String(Buffer.concat(chunks));
}

test('it carries what is written both ways, and ends with the target', async () => {
  const { server, port } = await startTarget();
  const outgoing = createOutgoing({ allowPrivate: true, resolve: async () => ['127.0.0.1'] });
  const relay = await startRelay(() => outgoing.connect({ host: 'a.example', port, isTls: false }, 2_000));
  const near = connect(relay.port, '127.0.0.1');
  near.write('hello');
  assert.equal(await readAll(near), 'HELLO');
  assert.equal(relay.error(), null);
  relay.close();
  server.close();
});

test('a name that has become a private address is not connected to, at the very connection', async () => {
  const { server, port } = await startTarget();
  let connections = 0;
  server.on('connection', () => (connections += 1));
  const answers = [['8.8.8.8'], ['127.0.0.1']];
  const outgoing = createOutgoing({ allowPrivate: false, resolve: async () => answers.shift() ?? [] });
  await outgoing.checkTarget(new URL('rtmp://a.example/app/key'));
  const relay = await startRelay(() => outgoing.connect({ host: 'a.example', port, isTls: false }, 2_000));
  const near = connect(relay.port, '127.0.0.1');
  near.write('hello');
  assert.equal(await readAll(near), '');
  assert.match(String(relay.error()), /not public/);
  assert.equal(connections, 0);
  relay.close();
  server.close();
});

test('when it is closed, so is what it has open, and nobody can connect to it', async () => {
  const server = createServer((socket) => void socket.on('error', () => {})).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const outgoing = createOutgoing({ allowPrivate: true });
  const { port } = server.address() as AddressInfo;
  const relay = await startRelay(() => outgoing.connect({ host: '127.0.0.1', port, isTls: false }, 2_000));
  const near = connect(relay.port, '127.0.0.1');
  const [far] = (await once(server, 'connection')) as [Socket];
  relay.close();
  await Promise.all([readAll(near), readAll(far)]);
  const [error] = (await once(connect(relay.port, '127.0.0.1'), 'error')) as [NodeJS.ErrnoException];
  assert.equal(error.code, 'ECONNREFUSED');
  server.close();
});
