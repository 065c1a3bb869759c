import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectDatabase, type DatabaseClient, poolSize } from '../../../src/platform/db/client.ts';
import type { LocalServers } from '../../../src/start/local/servers.ts';
import { eventually } from '../../support/client.ts';
import { startOwnStack } from '../../support/stack.ts';

let stack: LocalServers;
let database: DatabaseClient;
let other: DatabaseClient;

before(async () => {
  stack = await startOwnStack();
  database = connectDatabase(stack.env.DATABASE_URL ?? '');
  other = connectDatabase(stack.env.DATABASE_URL ?? '');
});
after(async () => {
  await database.close();
  await other.close();
  await stack.stop();
});

/** A transaction whose connection the server ends in the middle, and that goes on all the same. */
async function loseConnection(pauseMs: number): Promise<void> {
  await database.sql.begin(async (tx) => {
    const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
    await other.sql`select pg_terminate_backend(${row?.pid ?? 0})`;
    await sleep(pauseMs);
    await tx`select 1`;
  });
}

test('a connection lost in a transaction fails that transaction alone, and all connections work again', async () => {
  for (const pauseMs of [0, 1, 5, 50]) {
    const lost = await Promise.allSettled(Array.from({ length: poolSize }, () => loseConnection(pauseMs)));
    assert.ok(lost.every(({ status }) => status === 'rejected'));
    // The server says goodbye before it closes, so the first queries after that may still fail.
    await eventually(async () => {
      const answers = await Promise.all(Array.from({ length: 3 * poolSize }, () => database.sql`select 1 as one`));
      assert.ok(answers.every(([row]) => row?.one === 1));
    }, 5_000);
  }
});
