import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import postgres from 'postgres';
import { createClient, eventually } from '../support/client.ts';
import { type EventsStack, eventSettings, startEventsStack } from '../support/events-stack.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { startWorkerOn } from '../support/server.ts';

/** Any number that nothing else in this database locks. */
const holdLock = 4_711;
/** A killed worker's lane waits for the end of its lease, 20 s. */
const withinMs = 40_000;

/** The writes of a worker from LiveKit's message to the end of a delivery; between each two of them is a commit, or none. */
const writes = [
  ['insert', 'room_sessions'],
  ['update', 'inbox'],
  ['insert', 'webhook_deliveries'],
  ['update', 'outbox'],
  ['update', 'webhook_lanes'],
  ['insert', 'webhook_attempts'],
] as const;

let stack: EventsStack;
let receiver: Receiver;
let sql: postgres.Sql;

before(async () => {
  stack = await startEventsStack();
  receiver = await startReceiver();
  assert.equal((await createClient(stack.api).call('POST', '/v1/webhooks', { url: receiver.url })).status, 201);
  // One connection: it holds the lock.
  sql = postgres(stack.servers.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} });
  await sql.unsafe(`create function hold() returns trigger language plpgsql as
    $$ begin perform pg_advisory_xact_lock_shared(${holdLock}); return null; end $$`);
});
after(async () => {
  await sql?.end();
  await receiver?.close();
  await stack?.stop();
});

/** Kills the worker while this write waits inside PostgreSQL, and ends what PostgreSQL would still do for it. */
async function killBefore(operation: string, table: string, cause: () => Promise<unknown>): Promise<void> {
  await sql`select pg_advisory_lock(${holdLock})`;
  await sql.unsafe(`create trigger hold before ${operation} on ${table} for each statement execute function hold()`);
  await cause();
  const isWaiting = sql`locktype = 'advisory' and not granted and objid = ${holdLock}`;
  await eventually(async () => {
    const waiting = await sql`select pid from pg_locks where ${isWaiting}`;
    assert.ok(waiting.length > 0, `nobody writes to ${table}`);
  }, 10_000);
  const exit = once(stack.worker.process, 'exit');
  stack.worker.process.kill('SIGKILL');
  await exit;
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and pid in (
    select pid from pg_locks where ${isWaiting})`;
  await sql`select pg_advisory_unlock(${holdLock})`;
  await sql.unsafe(`drop trigger hold on ${table}`);
}

for (const [operation, table] of writes) {
  test(`killed before the ${operation} of ${table}: a new worker finishes, with the same events and ids`, async () => {
    const roomId = `killed-${table}`;
    const { call } = createClient(stack.api);
    await killBefore(operation, table, async () => {
      assert.equal((await call('POST', '/v1/rooms', { name: roomId })).status, 201);
      assert.equal((await call('DELETE', `/v1/rooms/${roomId}`)).status, 204);
    });
    stack.worker = await startWorkerOn(stack.servers.env, eventSettings);
    const arrived = () => receiver.received.filter(({ body }) => body.roomId === roomId);
    await eventually(async () => {
      assert.deepEqual([...new Set(arrived().map(({ body }) => body.event))], ['room_created', 'room_closed']);
    }, withinMs);
    const events = await sql`select id, name from outbox where room_id = ${roomId} order by seq`;
    assert.deepEqual(events.map(({ name }) => name), ['room_created', 'room_closed']);
    assert.deepEqual([...new Set(arrived().map(({ headers }) => headers['webhook-id']))], events.map(({ id }) => id));
    if (table === 'webhook_attempts') assert.ok(arrived().length > 2, 'sent, not recorded, and so sent again');
    await eventually(async () => {
      const open = await sql`select id from webhook_deliveries where lane = ${roomId} and status <> 'delivered'`;
      assert.equal(open.length, 0);
    }, withinMs);
  });
}
