import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newId } from '../../../src/core/ids.ts';
import { connectDatabase } from '../../../src/platform/db/client.ts';
import { holdLease, isLeaseHeld } from '../../../src/platform/leases/hold-lease.ts';
import { keepLease, type KeptLease } from '../../../src/platform/leases/keep-lease.ts';
import { eventually } from '../../support/client.ts';
import { useServerAndDatabase } from '../../support/server-and-database.ts';

const { server, sql } = await useServerAndDatabase();
const { db, close } = connectDatabase(server.env['DATABASE_URL'] ?? '');
after(close);

/** A process that would hold a lease, and how often it has taken it. */
function compete(name: string, seconds = 4): KeptLease & { taken: number } {
  const onTaken = () => void (process.taken += 1);
  const kept = keepLease(db, { name, holder: newId('process'), seconds, onTaken, onError: assert.ifError });
  const process = { ...kept, taken: 0 };
  return process;
}

const assertHeld = ({ isHeld }: KeptLease) => eventually(async () => assert.ok(isHeld()), 10_000);

test('a lease is kept for longer than it lasts, and by one; the next has it as soon as it is given back', async () => {
  const name = newId('lease');
  const first = compete(name);
  await assertHeld(first);
  const second = compete(name);
  const readEnd = async () => (await sql`select expires_at from leases where name = ${name}`)[0]?.['expires_at'] as Date;
  const end = await readEnd();
  await eventually(async () => assert.ok((await readEnd()) > new Date(end.getTime() + 2_000)), 20_000);
  assert.deepEqual([first.isHeld(), second.isHeld()], [true, false]);
  await first.stop();
  assert.equal(first.isHeld(), false);
  await assertHeld(second);
  assert.deepEqual([first.taken, second.taken], [1, 1]);
  await second.stop();
  assert.equal(await isLeaseHeld(db, name), false);
});

test('the lease of a process that died is taken when it is over', async () => {
  const name = newId('lease');
  assert.ok(await holdLease(db, name, 'dead', 1));
  const next = compete(name);
  await assertHeld(next);
  await next.stop();
});

test('whoever cannot say that it lives does not believe that it holds its lease', async () => {
  const apart = connectDatabase(server.env['DATABASE_URL'] ?? '');
  const errors: unknown[] = [];
  const lease = keepLease(apart.db, { name: newId('lease'), holder: 'h', seconds: 1, onTaken: () => {}, onError: (error) => errors.push(error) });
  await assertHeld(lease);
  await apart.close();
  await eventually(async () => assert.equal(lease.isHeld(), false), 10_000);
  await lease.stop().catch((error: unknown) => errors.push(error));
  assert.ok(errors.length > 0);
});
