import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import postgres from 'postgres';
import { type Client, createClient } from '../../support/client.ts';
import { startServer, type TestServer } from '../../support/server.ts';

interface Registered {
  id: string;
  apiKey: string;
}

let server: TestServer;
let admin: Client;

before(async () => {
  server = await startServer({ RATE_LIMIT_LOGIN: 'off' });
  admin = createClient(server);
});
after(() => server.stop());

async function register(): Promise<{ id: string; client: Client }> {
  const email = `${Math.random().toString(36).slice(2)}@example.com`;
  const { status, body } = await createClient(server, {}).call<Registered>('POST', '/v1/auth/register', { email, password: 'long enough' });
  assert.equal(status, 201, JSON.stringify(body));
  return { id: body.id, client: createClient({ ...server, apiKey: body.apiKey }) };
}

const credit = (by: Client, id: string, body: unknown, headers = {}) =>
  by.call<{ balance: string; code: string }>('POST', `/v1/admin/accounts/${id}/credit`, body, headers);

test('an administrator credits an account, with a word in its history', async () => {
  const { id, client } = await register();
  const answer = await credit(admin, id, { amountUsd: 12.5, description: 'Sorry for Tuesday' });
  assert.deepEqual([answer.status, answer.body], [201, { balance: '12.5000' }]);
  assert.deepEqual((await credit(admin, id, { amountUsd: 0.01 })).body, { balance: '12.5100' });
  const { body } = await client.call<{ transactions: Record<string, string>[] }>('GET', '/v1/billing/history');
  const seen = body.transactions.map(({ type, amountUsd, description }) => [type, amountUsd, description]);
  assert.deepEqual(seen, [['admin_credit', '0.0100', 'Credit'], ['admin_credit', '12.5000', 'Sorry for Tuesday']]);
});

test('one request credits once: with an Idempotency-Key, also at the same time', async () => {
  const { id } = await register();
  const headers = { 'idempotency-key': `credit-${id}` };
  const answers = await Promise.all(Array.from({ length: 5 }, () => credit(admin, id, { amountUsd: 5 }, headers)));
  assert.ok(answers.every(({ status }) => status === 201 || status === 409));
  assert.deepEqual((await credit(admin, id, { amountUsd: 5 }, headers)).body, { balance: '5.0000' });
  assert.equal((await credit(admin, id, { amountUsd: 6 }, headers)).status, 422);
  assert.deepEqual((await credit(admin, id, { amountUsd: 1 })).body, { balance: '6.0000' });
});

test('a key that is used again a day later credits again; a request that failed on its way does not', async () => {
  const { id } = await register();
  const key = `monthly-${id}`;
  const send = () => credit(admin, id, { amountUsd: 5 }, { 'idempotency-key': key });
  assert.deepEqual((await send()).body, { balance: '5.0000' });
  const sql = postgres(server.env['DATABASE_URL'] ?? '', { max: 1 });
  try {
    await sql`update idempotency_keys set status = null, body = null, claimed_at = '-infinity' where key = ${key}`;
    assert.deepEqual((await send()).body, { balance: '5.0000' }, 'its answer was never stored');
    await sql`update idempotency_keys set created_at = now() - interval '25 hours' where key = ${key}`;
    assert.deepEqual((await send()).body, { balance: '10.0000' });
  } finally {
    await sql.end();
  }
});

test('nobody else may, and what is wrong is refused', async () => {
  const { id, client } = await register();
  for (const [by, status] of [[client, 403], [createClient(server, {}), 401]] as const) {
    assert.equal((await credit(by, id, { amountUsd: 5 })).status, status);
    assert.equal((await by.call('GET', '/v1/admin/settings')).status, status);
    assert.equal((await by.call('PATCH', '/v1/admin/settings', { ratePerParticipantMinute: '0' })).status, status);
  }
  assert.equal((await credit(admin, 'acc_nobody', { amountUsd: 5 })).status, 404);
  for (const amountUsd of [0, -5, 4.999, 0.001, 100_001, '5', null, undefined]) {
    assert.equal((await credit(admin, id, { amountUsd })).status, 400, String(amountUsd));
  }
  assert.deepEqual((await client.call('GET', '/v1/billing/balance')).body, { balance: '0.0000', currency: 'USD' });
});

test('the rate is set as it is told, or as a number', async () => {
  const read = async () => (await admin.call('GET', '/v1/admin/settings')).body;
  const patch = (ratePerParticipantMinute: unknown) => admin.call('PATCH', '/v1/admin/settings', { ratePerParticipantMinute });
  assert.deepEqual(await read(), { ratePerParticipantMinute: '0.0040' });
  for (const [given, told] of [['0.0125', '0.0125'], [0.004, '0.0040'], [0.0003, '0.0003'], [1, '1.0000'], ['0', '0.0000'], [1000, '1000.0000']]) {
    const { status, body } = await patch(given);
    assert.deepEqual([status, body], [200, { ratePerParticipantMinute: told }], String(given));
    assert.deepEqual(await read(), body);
  }
  for (const wrong of [-1, 0.00001, '0.00001', '-1', '1e3', 'NaN', '', null, 1001, '1001', '1000.5', [1]]) {
    assert.equal((await patch(wrong)).status, 400, String(wrong));
  }
  assert.deepEqual((await admin.call('PATCH', '/v1/admin/settings', {})).body, { ratePerParticipantMinute: '1000.0000' });
  await patch('0.0040');
});
