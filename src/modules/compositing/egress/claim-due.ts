import { and, eq, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import type { Database } from '../../../platform/db/client.ts';
import { isOneOf } from '../../../platform/db/is-one-of.ts';
import { type Composition, compositions as table } from '../tables.ts';

/** An egress that has not begun by then does not begin any more. */
export const startWithinSeconds = 30;
const leaseSeconds = 20;

const after = (seconds: number) => sql`now() + ${seconds} * interval '1 second'`;

/**
 * Takes a composition of an egress with which something is to be done: it is to be stopped, has ended or did not begin.
 * No other worker takes it until the lease ends; null when there is none.
 */
export async function claimDue(db: Database, holder: string): Promise<Composition | null> {
  const isStuck = sql`${table.createdAt} < now() - ${startWithinSeconds} * interval '1 second'`;
  const isDue = or(
    and(inArray(table.state, ['starting', 'active']), isNotNull(table.stopRequestedAt)),
    and(inArray(table.state, ['waiting', 'starting', 'finishing']), isNotNull(table.egressEnd)),
    and(eq(table.state, 'starting'), isStuck),
    and(eq(table.state, 'finishing'), isNotNull(table.missingSince)),
  );
  const isFree = or(isNull(table.leaseUntil), lt(table.leaseUntil, sql`now()`));
  const next = db
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.engine, 'egress'), isDue, isFree))
    .orderBy(table.createdAt)
    .limit(1)
    .for('update', { skipLocked: true });
  const lease = { holder, leaseUntil: after(leaseSeconds) };
  const [row] = await db.update(table).set(lease).where(isOneOf(table.id, next)).returning();
  return row ?? null;
}

/** Leaves it to whoever comes next, not before `seconds` have passed. */
export async function postpone(db: Database, id: string, holder: string, seconds: number): Promise<void> {
  const isOurs = and(eq(table.id, id), eq(table.holder, holder));
  await db.update(table).set({ leaseUntil: after(seconds) }).where(isOurs);
}
