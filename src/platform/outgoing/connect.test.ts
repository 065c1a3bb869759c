import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { after, before, test } from 'node:test';
import { ForbiddenTarget } from './address-guard.ts';
import { createOutgoing } from './client.ts';
import { OutgoingError } from './outgoing-error.ts';

let server: Server;
let port: number;
let accepted = 0;

before(async () => {
  server = createServer((socket) => {
    accepted += 1;
    socket.on('error', () => {});
    socket.once('data', (data) => socket.end(data));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
after(() => void server.close());

test('a connection goes to the address that was checked, and carries what is written', async () => {
  const outgoing = createOutgoing({ allowPrivate: true, resolve: async () => ['127.0.0.1'] });
  const socket = await outgoing.connect({ host: 'a.example', port, isTls: false }, 2_000);
  socket.write('hello');
  const [data] = (await once(socket, 'data')) as [Buffer];
  assert.equal(String(data), 'hello');
  socket.destroy();
});

test('a name that has become a private address since it was registered is not connected to', async () => {
  const answers = [['8.8.8.8'], ['127.0.0.1'], ['8.8.8.8', '127.0.0.1']];
  const outgoing = createOutgoing({ allowPrivate: false, resolve: async () => answers.shift() ?? [] });
  await outgoing.checkTarget(new URL(`rtmp://a.example:${port}/app/key`));
  const earlier = accepted;
  for (const host of ['a.example', 'a.example', '127.0.0.1', '::ffff:127.0.0.1', 'localhost']) {
    await assert.rejects(
      outgoing.connect({ host, port, isTls: false }, 2_000),
      (error) => error instanceof OutgoingError && error.cause instanceof ForbiddenTarget,
      host,
    );
  }
  assert.equal(accepted, earlier);
});

test('why there is no connection is told in plain words', async () => {
  const outgoing = createOutgoing({ allowPrivate: true });
  const refused = outgoing.connect({ host: '127.0.0.1', port: 1, isTls: false }, 2_000);
  await assert.rejects(refused, { message: 'The connection was refused.' });
  const silent = createOutgoing({ allowPrivate: true, resolve: () => new Promise(() => {}) });
  const late = silent.connect({ host: 'a.example', port, isTls: false }, 100);
  await assert.rejects(late, { message: 'The connection could not be opened in time.' });
  // What it sends back is not TLS.
  const plain = outgoing.connect({ host: '127.0.0.1', port, isTls: true }, 2_000);
  await assert.rejects(plain, /TLS|closed/);
});
