import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import postgres from 'postgres';
import { createLivekit, type Livekit } from '../../src/platform/livekit/client.ts';
import { toLivekitRoom } from '../../src/platform/livekit/room-names.ts';
import { createClient, eventually } from '../support/client.ts';
import { type EventsStack, eventSettings, startEventsStack } from '../support/events-stack.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { startServerOn, startWorkerOn } from '../support/server.ts';

let stack: EventsStack;
let livekit: Livekit;
let sql: postgres.Sql;
let workspaceId: string;
let receiver: Receiver;

before(async () => {
  stack = await startEventsStack();
  const { LIVEKIT_URL = '', LIVEKIT_API_KEY = '', LIVEKIT_API_SECRET = '', DATABASE_URL = '' } = stack.servers.env;
  const settings = { url: LIVEKIT_URL.replace('ws', 'http'), apiKey: LIVEKIT_API_KEY, apiSecret: LIVEKIT_API_SECRET };
  livekit = createLivekit(settings);
  receiver = await startReceiver();
  const { status } = await createClient(stack.api).call('POST', '/v1/webhooks', { url: receiver.url });
  assert.equal(status, 201);
  sql = postgres(DATABASE_URL, { max: 1, onnotice: () => {} });
  const [webhook] = await sql`select workspace_id from webhooks`;
  workspaceId = webhook?.workspace_id;
});
after(async () => {
  await sql?.end();
  await receiver?.close();
  await stack?.stop();
});

/** Rooms that open and close all the time, made by LiveKit itself, so that any of our processes may be away. */
function startFlow(...roomIds: string[]) {
  const ending = new AbortController();
  const expected = new Map<string, string[]>(roomIds.map((roomId) => [roomId, []]));
  const runs = roomIds.map(async (roomId) => {
    const name = toLivekitRoom(workspaceId, roomId);
    while (!ending.signal.aborted) {
      const { sid } = await livekit.onServer((client) => client.createRoom({ name }));
      await sleep(100);
      await livekit.onServer((client) => client.deleteRoom(name));
      expected.get(roomId)?.push(`room_created:${sid}`, `room_closed:${sid}`);
      await sleep(200);
    }
  });
  return {
    /** Ends it. @returns the natural keys of the events of each room, in order. */
    async stop() {
      ending.abort();
      await Promise.all(runs);
      return expected;
    },
  };
}

/** What the endpoint got for a room, each event where it came first; one that came again must be the very same. */
function firstArrivals(roomId: string): string[] {
  const ids = new Map<string, string>();
  const texts = new Map<string, string>();
  for (const { headers, text, body } of receiver.received) {
    if (body.roomId !== roomId) continue;
    const id = String(headers['webhook-id']);
    const key = `${body.event}:${body.data.room?.sid}`;
    assert.equal(ids.get(key) ?? id, id, `${key} came under two ids`);
    assert.equal(texts.get(id) ?? text, text, `${key} came with two texts`);
    ids.set(key, id);
    texts.set(id, text);
  }
  return [...ids.keys()];
}

async function checkAllArrive(expected: Map<string, string[]>, withinMs: number): Promise<void> {
  for (const [roomId, keys] of expected) {
    assert.ok(keys.length > 10, `${keys.length} events are too few to show anything`);
    await eventually(async () => assert.deepEqual(firstArrivals(roomId), keys), withinMs);
  }
}

async function killNow(role: 'api' | 'worker'): Promise<void> {
  const exit = once(stack[role].process, 'exit');
  stack[role].process.kill('SIGKILL');
  await exit;
}

test('Redis away for ten seconds and emptied: no event is lost, and each room keeps its order', async () => {
  const flow = startFlow('redis-1', 'redis-2');
  await sleep(1_000);
  await stack.servers.stopServer('redis');
  await sleep(10_000);
  await stack.servers.startServer('redis');
  const redis = new Redis(stack.servers.env.REDIS_URL ?? '');
  await redis.flushall();
  redis.disconnect();
  await sleep(1_000);
  await checkAllArrive(await flow.stop(), 30_000);
});

test('PostgreSQL restarted: the same', async () => {
  const flow = startFlow('postgres-1', 'postgres-2');
  await sleep(1_000);
  await stack.servers.stopServer('postgres');
  await sleep(2_000);
  await stack.servers.startServer('postgres');
  await sleep(1_000);
  // A lane whose holder could not write waits for its lease to end, 20 s.
  await checkAllArrive(await flow.stop(), 45_000);
});

test('the API killed with -9 and started again: LiveKit tells again what it could not', async () => {
  const flow = startFlow('api-1', 'api-2');
  await sleep(1_000);
  await killNow('api');
  await sleep(2_000);
  stack.api = await startServerOn(stack.servers.env, { ...eventSettings, PORT: stack.port });
  await sleep(1_000);
  await checkAllArrive(await flow.stop(), 30_000);
});

test('the worker killed with -9 again and again: the same', async () => {
  const flow = startFlow('worker-1', 'worker-2');
  for (let i = 0; i < 4; i += 1) {
    await sleep(400 + 350 * i);
    await killNow('worker');
    stack.worker = await startWorkerOn(stack.servers.env, eventSettings);
  }
  await sleep(500);
  await checkAllArrive(await flow.stop(), 60_000);
});
