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
  // Those of other tests, about guests and raised hands, stay.
  const counters = (await Promise.all(['key', 'ip', 'participant', 'login', 'reset'].map((name) => redis.keys(`limit:${name}:*`)))).flat();
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

test('behind so many trusted proxies the address that the outermost of them saw counts, whatever a caller claims', async () => {
  await withTwo({ RATE_LIMIT_IP: '1/9999h', TRUST_PROXY: '2' }, async (first) => {
    const from = async (forwarded: string) =>
      (await fetch(`${first.url}/v1/ice-servers`, { headers: { 'x-forwarded-for': forwarded } })).status;
    const statuses = [
      await from('203.0.113.1, 10.0.0.1'),
      await from('198.51.100.7, 203.0.113.1, 10.0.0.2'),
      await from('203.0.113.2, 10.0.0.1'),
    ];
    assert.deepEqual(statuses, [200, 429, 200]);
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

test('logins and registrations are limited together by address, over two processes and whatever a caller claims', async () => {
  await withTwo({ RATE_LIMIT_LOGIN: '10/9999h' }, async (first, second) => {
    const attempt = async (i: number) => {
      const { url } = i % 2 ? second : first;
      const headers = { 'content-type': 'application/json', 'x-forwarded-for': `203.0.113.${i}`, ...(i % 3 ? {} : { 'x-api-key': base.apiKey }) };
      const email = `${crypto.randomUUID()}@example.com`;
      const [path, body] = i % 5 ? ['login', { email, password: 'wrong' }] : ['register', { email, password: 'long enough' }];
      const answer = await fetch(`${url}/v1/auth/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return { status: answer.status, retryAfter: answer.headers.get('retry-after') };
    };
    const answers = await Promise.all(Array.from({ length: 25 }, (_, i) => attempt(i)));
    const refused = answers.filter(({ status }) => status === 429);
    assert.equal(refused.length, 15);
    assert.ok(refused.every(({ retryAfter }) => Number(retryAfter) > 0));
    assert.equal((await fetch(`${first.url}/v1/auth/me`)).status, 200, 'nothing else is held up');
  });
});

async function post({ url }: TestServer, path: string, body: object): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${url}/v1/auth/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).status;
}

test('lost passwords are limited by address: asking for a link and using one, but not looking whether it works', async () => {
  await withTwo({ RATE_LIMIT_RESET: '3/9999h' }, async (first, second) => {
    const email = 'nobody@example.com';
    const reset = { token: 'guessed', password: 'long enough' };
    const statuses = [
      await post(first, 'forgot-password', { email }),
      await post(second, 'reset-password', reset),
      await post(second, 'forgot-password', { email }),
      await post(first, 'reset-password', reset),
      await post(second, 'forgot-password', { email }),
    ];
    assert.deepEqual(statuses, [202, 400, 202, 429, 429]);
    assert.equal((await fetch(`${first.url}/v1/auth/reset-password?token=guessed`)).status, 200);
  });
});
