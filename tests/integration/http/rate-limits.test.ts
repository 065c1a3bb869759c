import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { Redis } from 'ioredis';
import { asParticipant, createClient } from '../../support/client.ts';
import { startServer, startServerOn, type TestServer } from '../../support/server.ts';

let base: TestServer;
let redis: Redis;

before(async () => {
  base = await startServer();
  redis = new Redis(base.env.REDIS_URL ?? '');
});
after(async () => {
  redis.disconnect();
  await base.stop();
});

/** Every test comes from the same address with the same key, so each begins with nothing counted. */
beforeEach(async () => {
  const counters = await redis.keys('limit:*');
  if (counters.length > 0) await redis.del(counters);
});

/** Two processes with the same limits. Windows of more than a year do not end during a test. */
async function withTwo(settings: Record<string, string>, use: (first: TestServer, second: TestServer) => Promise<void>) {
  const [first, second] = await Promise.all([startServerOn(base.env, settings), startServerOn(base.env, settings)]);
  try {
    await use(first, second);
  } finally {
    await Promise.all([first.stop(), second.stop()]);
  }
}

test('a small limit is exact over two processes with callers at once', async () => {
  await withTwo({ RATE_LIMIT_KEY: '30/9999h' }, async (first, second) => {
    const clients = [createClient(first), createClient(second)];
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, i) => clients[i % 2]?.call('GET', '/v1/rooms')),
    );
    assert.equal(answers.filter((answer) => answer?.status === 200).length, 30);
    const refused = answers.find((answer) => answer?.status === 429);
    assert.equal(refused?.body.code, 'rate-limited');
    assert.equal(refused?.headers.get('ratelimit-limit'), '30');
    assert.equal(refused?.headers.get('ratelimit-remaining'), '0');
    assert.equal(refused?.headers.get('retry-after'), refused?.headers.get('ratelimit-reset'));
  });
});

test('a large limit is leased and never exceeded', async () => {
  await withTwo({ RATE_LIMIT_IP: '200/9999h' }, async (first, second) => {
    // Enough for either process to spend all leases alone, so that none is left over however fast each of them is.
    const statuses = await Promise.all(
      Array.from({ length: 400 }, async (_, i) => (await fetch(`${(i % 2 ? first : second).url}/v1/ice-servers`)).status),
    );
    assert.equal(statuses.filter((status) => status === 200).length, 200);
  });
});

test('wrong keys count against the address, X-Forwarded-For does not help, and a good key is not held up', async () => {
  await withTwo({ RATE_LIMIT_IP: '7/9999h' }, async (first) => {
    const wrong = async (i: number) => {
      const headers = { 'x-api-key': `mk_${'x'.repeat(40)}`, 'x-forwarded-for': `10.0.0.${i}` };
      return (await fetch(`${first.url}/v1/rooms`, { headers })).status;
    };
    const statuses = [];
    for (let i = 0; i < 9; i += 1) statuses.push(await wrong(i));
    assert.deepEqual(statuses, [401, 401, 401, 401, 401, 401, 401, 429, 429]);
    assert.equal((await createClient(first).call('GET', '/v1/rooms')).status, 200);
    assert.equal((await fetch(`${first.url}/health/readiness`)).status, 200, 'probes are exempt');
  });
});

test('with a trusted proxy each address has its own limit', async () => {
  await withTwo({ RATE_LIMIT_IP: '1/9999h', TRUST_PROXY: 'true' }, async (first) => {
    const from = async (ip: string) => (await fetch(`${first.url}/v1/ice-servers`, { headers: { 'x-forwarded-for': ip } })).status;
    assert.deepEqual([await from('203.0.113.1'), await from('203.0.113.1'), await from('203.0.113.2')], [200, 429, 200]);
  });
});

test('participants are limited one by one, by their own limit', async () => {
  await withTwo({ RATE_LIMIT_PARTICIPANT: '3/9999h' }, async (first) => {
    const roomId = crypto.randomUUID();
    const tokenOf = async (userId: string) => {
      const { body } = await createClient(first).call('POST', '/v1/token', { roomId, userId, name: 'N', role: 'viewer' });
      return asParticipant(first, String(body.token));
    };
    const [ann, bob] = [await tokenOf('ann'), await tokenOf('bob')];
    const statuses = [];
    for (let i = 0; i < 4; i += 1) statuses.push((await ann.call('POST', '/v1/token/refresh')).status);
    assert.deepEqual(statuses, [200, 200, 200, 429]);
    assert.equal((await bob.call('POST', '/v1/token/refresh')).status, 200);
  });
});

test('the window ends', async () => {
  await withTwo({ RATE_LIMIT_IP: '2/1s' }, async (first) => {
    const ask = async () => (await fetch(`${first.url}/v1/ice-servers`)).status;
    await Promise.all([ask(), ask(), ask()]);
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    assert.equal(await ask(), 200);
  });
});
