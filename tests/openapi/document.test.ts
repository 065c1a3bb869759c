import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { createClient } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type Operation, readOperations } from './support/operations.ts';
import { readJwt } from './support/scene.ts';

let server: TestServer;
let operations: Operation[];

before(async () => {
  server = await startServer();
  operations = await readOperations(server.url);
});
after(() => server.stop());

test('docs/openapi.json is what the server serves', async () => {
  const served = await fetch(`${server.url}/openapi.json`).then((answer) => answer.text());
  const written = readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8');
  // Said in words, because the difference of two documents of thousands of lines says nothing.
  assert.ok(served === written, 'docs/openapi.json differs from GET /openapi.json. Write it anew: npm run openapi');
});

test('what has a default is not required, nor is a body of which nothing is', async () => {
  const schema = (id: string) => operations.find(({ operationId }) => operationId === id)?.requestBody;
  assert.deepEqual(schema('createToken')?.content['application/json']?.schema.required, ['roomId', 'userId', 'name', 'role']);
  assert.equal(schema('createToken')?.required, true);
  assert.deepEqual(schema('createWebhook')?.content['application/json']?.schema.required, ['url']);
  for (const id of ['refreshToken', 'muteAll', 'muteParticipant', 'updateParticipant', 'updateWebhook']) assert.ok(!schema(id)?.required, id);
  const limit = operations.find(({ operationId }) => operationId === 'listRooms')?.parameters[0];
  assert.deepEqual([limit?.name, limit?.required, limit?.schema.default], ['limit', false, 50]);

  const { call } = createClient(server);
  await call('POST', '/v1/rooms', { name: 'document' });
  assert.equal((await call('POST', '/v1/rooms/document/mute-all')).status, 204);
});

test('patterns are understood beyond JavaScript and keep out control characters and half characters', async () => {
  const { call } = createClient(server);
  const roomIds = ['a', 'ü 家 👩‍🚀', 'a\u0000', 'a\u009f', 'a\ud800', '\udc00a'];
  const answers = await Promise.all(roomIds.map((roomId) =>
    call('POST', '/v1/token', { roomId, userId: 'u', name: 'U', role: 'viewer' })));
  assert.deepEqual(answers.map(({ status }) => status), [200, 200, 400, 400, 400, 400]);
  const nested = { roomId: 'r', userId: 'u', name: 'U', role: 'viewer', metadata: { deep: [{ '\ud800': 1 }] } };
  assert.equal((await call('POST', '/v1/token', nested)).status, 400);
  assert.equal((await call('POST', '/v1/token', { ...nested, metadata: { text: '\\ud800 👩‍🚀' } })).status, 200);
  assert.doesNotMatch(JSON.stringify(operations), /\\\\ud[89a-f]|\\\\p\{|\\\\u\{/i);
});

test('a body nested deeper than can be written again is refused', async () => {
  const { call } = createClient(server);
  await call('POST', '/v1/rooms', { name: 'deep' });
  const send = async (depth: number) => {
    const body = `{"payload":{"a":${'['.repeat(depth)}${']'.repeat(depth)}}}`;
    const headers = { 'x-api-key': server.apiKey, 'content-type': 'application/json' };
    return (await fetch(`${server.url}/v1/rooms/deep/data`, { method: 'POST', headers, body })).status;
  };
  assert.deepEqual([await send(150), await send(250), await send(100_000)], [204, 400, 400]);
});

test('a field that would change a prototype is ignored like any unknown one', async () => {
  const body = '{"roomId":"r","userId":"u","name":"U","role":"viewer","__proto__":{"role":"host"},"metadata":{"__proto__":1}}';
  const headers = { 'x-api-key': server.apiKey, 'content-type': 'application/json' };
  const answer = await fetch(`${server.url}/v1/token`, { method: 'POST', headers, body });
  assert.equal(answer.status, 200);
  const { token } = (await answer.json()) as { token: string };
  assert.equal(readJwt(token)['metadata'], '{"role":"viewer"}');
});

test('a request too large or too broken to be read is answered with a problem, too', async () => {
  const long = await sendRaw(`GET /v1/room-links/${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`);
  assert.match(long, /^HTTP\/1\.1 413 /);
  assert.match(long, /content-type: application\/problem\+json/i);
  assert.equal(JSON.parse(long.split('\r\n\r\n')[1] ?? '').code, 'too-large');
  const broken = await sendRaw('NONSENSE\r\n\r\n');
  assert.match(broken, /^HTTP\/1\.1 400 /);
  assert.equal(JSON.parse(broken.split('\r\n\r\n')[1] ?? '').code, 'validation');
});

async function sendRaw(request: string): Promise<string> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(request);
  return text(socket);
}
