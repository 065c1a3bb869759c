import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { LocalServers } from '../../src/start/local/servers.ts';
import { createClient, eventually } from '../support/client.ts';
import { startServerOn, type TestServer } from '../support/server.ts';
import { startOwnStack } from '../support/stack.ts';

let stack: LocalServers;
let server: TestServer;

before(async () => {
  stack = await startOwnStack();
  server = await startServerOn(stack.env, { RATE_LIMIT_KEY: '20/9999h', RATE_LIMIT_IP: '1000/1m' });
});
after(async () => {
  await server.stop();
  await stack.stop();
});

test('Redis away for ten seconds and emptied: calls go on, limits hold in the process, recovery by itself', async () => {
  const { call } = createClient(server);
  const takeToken = () => call('POST', '/v1/token', { roomId: 'r', userId: 'u', name: 'U', role: 'viewer' });
  for (let i = 0; i < 5; i += 1) assert.equal((await takeToken()).status, 200);

  await stack.stopServer('redis');
  const stoppedAt = Date.now();
  const away = await eventually(async () => {
    const answer = await call('GET', '/health/readiness');
    assert.equal(answer.status, 503);
    return answer.body;
  }, 10_000);
  assert.deepEqual({ status: away.status, db: away.db, redis: away.redis }, { status: 'not ready', db: 'connected', redis: 'unavailable' });

  const [statuses, tookMs]: [number[], number[]] = [[], []];
  for (let i = 0; i < 20; i += 1) {
    const startedAt = performance.now();
    statuses.push((await takeToken()).status);
    tookMs.push(performance.now() - startedAt);
  }
  // Of most calls: any single one may wait for a busy machine.
  assert.ok((tookMs.toSorted((a, b) => a - b)[15] ?? 0) < 1_000, `no call waits for Redis: ${tookMs.map(Math.round)} ms`);
  assert.deepEqual(statuses, [...Array(15).fill(200), ...Array(5).fill(429)], 'what was left of the limit, and no more');

  await sleep(Math.max(0, 10_000 - (Date.now() - stoppedAt)));
  await stack.startServer('redis');
  await emptyRedis();
  await eventually(async () => assert.equal((await call('GET', '/health/readiness')).status, 200), 10_000);
  assert.equal((await call('POST', '/v1/rooms', { name: 'after' })).status, 429, 'this process remembers the window');
  const another = await startServerOn(stack.env, { RATE_LIMIT_KEY: '20/9999h' });
  try {
    const fresh = await createClient(another).call('POST', '/v1/rooms', { name: 'after' });
    assert.equal(fresh.status, 201);
    assert.equal(fresh.headers.get('ratelimit-remaining'), '19');
  } finally {
    await another.stop();
  }
});

async function emptyRedis(): Promise<void> {
  const redis = new Redis(stack.env.REDIS_URL ?? '');
  await redis.flushall();
  redis.disconnect();
}
