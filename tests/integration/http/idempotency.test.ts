import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from '../../support/client.ts';
import { useServerAndDatabase } from '../../support/server-and-database.ts';
import { startServerOn } from '../../support/server.ts';

const { server, sql } = await useServerAndDatabase();

const withKey = (key: string) => ({ 'idempotency-key': key });

test('the same key and body replays the first answer, a secret in it included', async () => {
  const { call } = createClient(server);
  const key = crypto.randomUUID();
  const first = await call('POST', '/v1/rooms/replay/link', { role: 'viewer' }, withKey(key));
  const second = await call('POST', '/v1/rooms/replay/link', { role: 'viewer' }, withKey(key));
  assert.equal(first.status, 201);
  assert.equal(first.headers.get('idempotency-replayed'), null);
  assert.equal(second.status, 201);
  assert.equal(second.headers.get('idempotency-replayed'), 'true');
  assert.deepEqual(second.body, first.body);
  const [row] = await sql`select body from idempotency_keys where key = ${key}`;
  assert.ok(!String(row?.body).includes('/r/'), 'the stored answer is encrypted');
});

test('an error of the first answer is replayed too', async () => {
  const { call } = createClient(server);
  const key = crypto.randomUUID();
  assert.equal((await call('POST', '/v1/rooms', { name: '' }, withKey(key))).status, 400);
  assert.equal((await call('POST', '/v1/rooms', { name: `ok-${key}` }, withKey(key))).status, 201, 'what was never run keeps no key');
});

test('another body with the same key is a 422, on another path too', async () => {
  const { call } = createClient(server);
  const key = crypto.randomUUID();
  await call('POST', '/v1/rooms/a/link', { role: 'viewer' }, withKey(key));
  for (const [path, body] of [['/v1/rooms/a/link', { role: 'host' }], ['/v1/rooms/b/link', { role: 'viewer' }]] as const) {
    const answer = await call('POST', path, body, withKey(key));
    assert.deepEqual([answer.status, answer.body.code], [422, 'idempotency-mismatch']);
  }
});

test('fifty at once over two processes: one runs, the others wait their turn or replay it', async () => {
  const other = await startServerOn(server.env);
  try {
    const key = crypto.randomUUID();
    const callers = [createClient(server), createClient(other)];
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => callers[i % 2]?.call('POST', '/v1/rooms', { name: `once-${key}` }, withKey(key))),
    );
    const seen = answers.map((answer) => `${answer?.status} ${answer?.body.code ?? ''}`);
    assert.ok(seen.every((answer) => answer === '201 ' || answer === '409 idempotency-running'), seen.join());
    const sids = new Set(answers.filter((answer) => answer?.status === 201).map((answer) => answer?.body.sid));
    assert.equal(sids.size, 1);
    const fresh = answers.filter((answer) => answer?.status === 201 && !answer.headers.has('idempotency-replayed'));
    assert.equal(fresh.length, 1);
  } finally {
    await other.stop();
  }
});

test('a claim whose process died is a 409 at first and taken over after 30 seconds', async () => {
  const { call } = createClient(server);
  const key = crypto.randomUUID();
  const send = () => call('POST', '/v1/rooms', { name: `left-${key}` }, withKey(key));
  await send();
  await sql`update idempotency_keys set status = null, body = null, claimed_at = now() - interval '20 seconds' where key = ${key}`;
  assert.deepEqual([(await send()).status, (await send()).body.code], [409, 'idempotency-running']);
  await sql`update idempotency_keys set claimed_at = now() - interval '31 seconds' where key = ${key}`;
  const takenOver = await send();
  assert.equal(takenOver.status, 200, 'it ran again and found the room that the first had made');
  assert.equal(takenOver.headers.has('idempotency-replayed'), false);
  assert.equal((await send()).headers.get('idempotency-replayed'), 'true');
});

test('a key is forgotten after 24 hours', async () => {
  const { call } = createClient(server);
  const key = crypto.randomUUID();
  await call('POST', '/v1/rooms/a/link', { role: 'viewer' }, withKey(key));
  await sql`update idempotency_keys set created_at = now() - interval '25 hours' where key = ${key}`;
  const answer = await call('POST', '/v1/rooms/a/link', { role: 'host' }, withKey(key));
  assert.deepEqual([answer.status, answer.headers.has('idempotency-replayed')], [201, false]);
});

test('keys that are too long or empty are a 400', async () => {
  const { call } = createClient(server);
  const answer = await call('POST', '/v1/rooms/a/link', { role: 'viewer' }, withKey('k'.repeat(256)));
  assert.deepEqual([answer.status, answer.body.code], [400, 'validation']);
});

test('not for tokens: each call makes a new one', async () => {
  const { call } = createClient(server);
  const key = crypto.randomUUID();
  const body = { roomId: 'r', userId: 'u', name: 'U', role: 'viewer' };
  await call('POST', '/v1/token', body, withKey(key));
  const second = await call('POST', '/v1/token', body, withKey(key));
  assert.deepEqual([second.status, second.headers.has('idempotency-replayed')], [200, false]);
});
