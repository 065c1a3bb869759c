import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { ForbiddenTarget } from './address-guard.ts';
import { createOutgoing } from './client.ts';

let server: Server;
let port: number;
const paths: string[] = [];
const sockets = new Set<unknown>();

before(async () => {
  server = createServer((request, response) => {
    paths.push(request.url ?? '');
    sockets.add(request.socket);
    if (request.url === '/redirect') response.writeHead(302, { location: '/target' }).end('moved');
    else if (request.url === '/hang') request.resume();
    else if (request.url === '/drip') response.writeHead(200).write('so far');
    else if (request.url === '/large') response.end('x'.repeat(1_000_000));
    else request.on('end', () => response.end('hello')).resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

const post = (outgoing: ReturnType<typeof createOutgoing>, url: string, timeoutMs = 10_000) =>
  outgoing.post({ url, headers: {}, body: '{}', timeoutMs });

/** Every way to write an address of this machine or network that a URL takes. */
const hosts = [
  ...['127.0.0.1', '127.1', '0x7f.1', '0177.0.0.1', '2130706433', '0x7f000001', '0', '0.0.0.0', '127.0.0.1.'],
  ...['[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]'],
  ...['[64:ff9b::127.0.0.1]', '[2002:7f00:1::]', '[fd00::1]', '[fe80::1]', 'localhost', 'LOCALHOST.', 'a.localhost'],
  ...['10.1.2.3', '172.16.0.1', '192.168.0.1', '169.254.169.254', '100.64.0.1', '１２７.0.0.1', '%31%32%37.0.0.1'],
];

test('a host that is not public by its very name is refused when it is registered and when it is called', async () => {
  const outgoing = createOutgoing({ allowPrivate: false });
  const seen = paths.length;
  for (const host of hosts) {
    for (const scheme of ['http', 'https']) {
      await assert.rejects(outgoing.checkTarget(new URL(`${scheme}://${host}:${port}/`)), ForbiddenTarget, host);
    }
    await assert.rejects(post(outgoing, `http://${host}:${port}/`), /not public/, host);
  }
  assert.equal(paths.length, seen);
});

test('so it is for schemes that URL does not know', async () => {
  const outgoing = createOutgoing({ allowPrivate: false });
  for (const host of hosts.filter((each) => !/[%１]/.test(each))) {
    await assert.rejects(outgoing.checkTarget(new URL(`rtmp://${host}/live`)), ForbiddenTarget, host);
  }
  const open = createOutgoing({ allowPrivate: false, resolve: async () => ['8.8.8.8'] });
  await open.checkTarget(new URL('rtmp://tv.example/live'));
});

test('a name is judged by all of its addresses', async () => {
  const bad = [['10.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['8.8.8.8', '::ffff:10.0.0.1']];
  const answers = [...bad, ['8.8.8.8', '2606:4700::1111']];
  const outgoing = createOutgoing({ allowPrivate: false, resolve: async () => answers.shift() ?? [] });
  const url = new URL('https://a.example');
  for (const _ of bad) await assert.rejects(outgoing.checkTarget(url), ForbiddenTarget);
  await outgoing.checkTarget(url);
});

test('a name that DNS does not know or does not answer for is not refused', async () => {
  const unknown = createOutgoing({ allowPrivate: false, resolve: () => Promise.reject(new Error('unknown')) });
  await unknown.checkTarget(new URL('https://a.example'));
  const silent = createOutgoing({ allowPrivate: false, resolve: () => new Promise(() => {}) });
  const alive = setTimeout(() => {}, 10_000);
  await silent.checkTarget(new URL('https://a.example'));
  clearTimeout(alive);
});

test('a name whose address changes after the check is refused on the connection', async () => {
  const answers = [['8.8.8.8'], ['127.0.0.1']];
  const outgoing = createOutgoing({ allowPrivate: false, resolve: async () => answers.shift() ?? [] });
  const url = `http://rebind.example:${port}/rebound`;
  await outgoing.checkTarget(new URL(url));
  await assert.rejects(post(outgoing, url), /not public/);
  assert.equal(paths.includes('/rebound'), false);
});

test('an allowed target is posted to over one kept-alive connection', async () => {
  const outgoing = createOutgoing({ allowPrivate: true, resolve: async () => ['127.0.0.1'] });
  sockets.clear();
  for (let i = 0; i < 3; i += 1) {
    assert.deepEqual(await post(outgoing, `http://a.example:${port}/`), { status: 200, body: 'hello' });
  }
  assert.equal(sockets.size, 1);
  outgoing.close();
});

test('a connection that the other side closed while it stood idle is replaced', async () => {
  const outgoing = createOutgoing({ allowPrivate: true });
  await post(outgoing, `http://127.0.0.1:${port}/`);
  server.closeAllConnections();
  assert.equal((await post(outgoing, `http://127.0.0.1:${port}/`)).status, 200);
  outgoing.close();
});

test('a name of this machine is found without DNS', async () => {
  const outgoing = createOutgoing({ allowPrivate: true });
  assert.equal((await post(outgoing, `http://localhost:${port}/`)).status, 200);
  outgoing.close();
});

test('a redirect is an answer and is not followed', async () => {
  const outgoing = createOutgoing({ allowPrivate: true });
  assert.deepEqual(await post(outgoing, `http://127.0.0.1:${port}/redirect`), { status: 302, body: 'moved' });
  assert.equal(paths.includes('/target'), false);
  outgoing.close();
});

test('the beginning of a long or endless answer is kept, and no more is waited for', async () => {
  const outgoing = createOutgoing({ allowPrivate: true });
  assert.deepEqual(await post(outgoing, `http://127.0.0.1:${port}/large`), { status: 200, body: 'x'.repeat(2_048) });
  assert.deepEqual(await post(outgoing, `http://127.0.0.1:${port}/drip`, 1_000), { status: 200, body: 'so far' });
  outgoing.close();
});

test('the time limit holds for DNS, the connection and the answer', async () => {
  const silent = createOutgoing({ allowPrivate: true, resolve: () => new Promise(() => {}) });
  const hanging = createOutgoing({ allowPrivate: true });
  const startedAt = Date.now();
  await assert.rejects(post(silent, `http://a.example:${port}/`, 200), /no answer in time/);
  await assert.rejects(post(hanging, `http://127.0.0.1:${port}/hang`, 200), /no answer in time/);
  assert.ok(Date.now() - startedAt < 10_000);
  hanging.close();
});

test('a failure is told in plain words', async () => {
  const unknown = Object.assign(new Error('queryA'), { code: 'ENOTFOUND' });
  const lost = createOutgoing({ allowPrivate: true, resolve: () => Promise.reject(unknown) });
  await assert.rejects(post(lost, 'http://a.example/'), { message: 'The name of the host could not be resolved.' });
  const outgoing = createOutgoing({ allowPrivate: true });
  await assert.rejects(post(outgoing, 'http://127.0.0.1:1/'), { message: 'The connection was refused.' });
});
