import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { createClient, eventually } from '../../support/client.ts';
import { findFreePort, startServer, startServerOn, type TestServer } from '../../support/server.ts';

let server: TestServer;

before(async () => {
  server = await startServer();
});
after(() => server.stop());

async function send(path: string, init: RequestInit = {}) {
  const response = await fetch(server.url + path, { ...init, headers: { 'x-api-key': server.apiKey, ...init.headers } });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> };
}

test('an error has every field of the contract, and its page exists', async () => {
  const { status, headers, body } = await send('/v1/rooms/nobody?x=1');
  assert.equal(status, 404);
  assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/);
  assert.equal(headers.get('x-request-id'), body.requestId);
  assert.deepEqual(
    { ...body, requestId: '' },
    {
      type: '/errors/not-found',
      title: 'Not found',
      status: 404,
      detail: 'Room not found.',
      instance: '/v1/rooms/nobody',
      code: 'not-found',
      requestId: '',
    },
  );
  const page = await fetch(server.url + String(body.type));
  assert.equal(page.status, 200);
  assert.match(await page.text(), /Not found/);
});

test('a request id from a proxy is kept, an odd one is not', async () => {
  const kept = await send('/v1/nowhere', { headers: { 'x-request-id': 'proxy-12345678' } });
  assert.equal(kept.body.requestId, 'proxy-12345678');
  const odd = await send('/v1/nowhere', { headers: { 'x-request-id': 'a b"c' } });
  assert.match(String(odd.body.requestId), /^[0-9a-f-]{36}$/);
});

test('every wrong field is named', async () => {
  const json = { 'content-type': 'application/json' };
  const body = JSON.stringify({ userId: 'plenum-recorder', name: 5, role: 'king', ttlSeconds: '60' });
  const { status, body: problem } = await send('/v1/token', { method: 'POST', headers: json, body });
  assert.equal(status, 400);
  const paths = (problem.errors as { path: string }[]).map(({ path }) => path);
  assert.deepEqual(new Set(paths), new Set(['/roomId', '/userId', '/name', '/role', '/ttlSeconds']));
});

const malformed: [string, RequestInit, number, string][] = [
  ['a body that is no JSON', { headers: { 'content-type': 'application/json' }, body: '{"a":' }, 400, 'validation'],
  ['a packed body', { headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' }, body: '{}' }, 415, 'unsupported-media-type'],
  ['a body of another type', { headers: { 'content-type': 'text/xml' }, body: '<a/>' }, 415, 'unsupported-media-type'],
  ['a body of plain text', { headers: { 'content-type': 'text/plain' }, body: '{"name":"a"}' }, 415, 'unsupported-media-type'],
  ['a body that is too large', { headers: { 'content-type': 'application/json' }, body: `"${'a'.repeat(300_000)}"` }, 413, 'too-large'],
  ['a prototype in the body', { headers: { 'content-type': 'application/json' }, body: '{"__proto__":{"a":1}}' }, 400, 'validation'],
  ['no body', {}, 400, 'validation'],
];
for (const [what, init, status, code] of malformed) {
  test(`${what} is a ${status}`, async () => {
    const answer = await send('/v1/rooms', { method: 'POST', ...init });
    assert.deepEqual([answer.status, answer.body.code], [status, code]);
  });
}

test('a path that cannot be decoded is a 400, an unknown method a 404', async () => {
  assert.equal((await send('/v1/rooms/%zz')).body.code, 'validation');
  assert.equal((await send('/v1/rooms', { method: 'PUT' })).body.code, 'not-found');
});

test('the character that PostgreSQL cannot keep is a 400, wherever it stands', async () => {
  const admin = createClient(server);
  const calls: [string, string, unknown?][] = [
    ['GET', '/v1/recordings/a%00b'],
    ['DELETE', '/v1/keys/%00'],
    ['GET', '/v1/webhooks/%00/deliveries'],
    ['POST', '/v1/auth/login', { email: 'a\u0000b', password: 'some password' }],
    ['POST', '/v1/auth/login', { username: '\u0000', password: 'some password' }],
  ];
  for (const [method, path, body] of calls) {
    const { status, body: problem } = await admin.call(method, path, body);
    assert.deepEqual([status, problem.code, (problem.errors as unknown[]).length], [400, 'validation', 1], path);
  }
});

test('every validation problem lists errors, also one that no field alone is the cause of', async () => {
  const signed = await startServerOn(server.env, { PORT: String(await findFreePort()), STRIPE_SECRET_KEY: 'sk_test_x', STRIPE_WEBHOOK_SECRET: 'whsec_x' });
  try {
    const { status, body } = await createClient(signed, {}).call('POST', '/v1/billing/stripe/webhook', {});
    assert.equal(status, 400);
    assert.deepEqual(body.errors, [{ path: '', message: body.detail }]);
  } finally {
    await signed.stop();
  }
});

test('what is no HTTP is answered and closed', async () => {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.write('NONSENSE\r\n\r\n');
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  assert.match(String(chunk), /^HTTP\/1\.1 400/);
  await once(socket, 'close');
});

test('metadata that would make a token too long to send is a 400', async () => {
  const body = { roomId: 'r', userId: 'u', name: 'U', role: 'viewer', metadata: { text: 'x'.repeat(6_000) } };
  const { status, body: problem } = await createClient(server).call('POST', '/v1/token', body);
  assert.deepEqual([status, (problem.errors as { path: string }[])[0]?.path], [400, '/metadata']);
});

test('cursors of others and limits out of range are a 400', async () => {
  for (const query of ['cursor=abc', 'limit=0', 'limit=101', 'limit=x']) {
    const { status, body } = await send(`/v1/rooms?${query}`);
    assert.deepEqual([status, body.code], [400, 'validation'], query);
  }
});

test('credentials: none, wrong, malformed, and both ways to send a key', async () => {
  const anonymous = createClient(server, {});
  assert.deepEqual((await anonymous.call('GET', '/v1/rooms')).status, 401);
  for (const authorization of ['Basic abc', 'Bearer', 'Bearer a.b.c', `Bearer mk_${'y'.repeat(40)}`]) {
    assert.equal((await createClient(server, { authorization }).call('GET', '/v1/rooms')).status, 401, authorization);
  }
  assert.equal((await createClient(server, { authorization: `Bearer ${server.apiKey}` }).call('GET', '/v1/rooms')).status, 200);
  assert.equal((await createClient(server, { 'x-admin-token': 'x' }).call('POST', '/v1/rooms/r/data', { payload: {} })).status, 403);
});

test('no secret reaches the log', async () => {
  const { body } = await createClient(server).call('POST', '/v1/rooms/logged/link', { role: 'host' });
  const linkToken = String(body.url).split('/r/')[1] ?? '';
  await fetch(`${server.url}/v1/room-links/${linkToken}`);
  const last = { authorization: `Bearer ${server.apiKey}`, 'x-request-id': 'last-of-all-12345678' };
  await fetch(`${server.url}/v1/rooms?key=${server.apiKey}`, { headers: last });
  await eventually(async () => assert.ok(server.readLog().includes(last['x-request-id'])), 10_000);
  assert.match(server.readLog(), /room-links\/:linkToken/);
  for (const secret of [server.apiKey, linkToken]) assert.ok(!server.readLog().includes(secret));
});
