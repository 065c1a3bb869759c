import { and, eq, inArray, lt, ne, or, sql } from 'drizzle-orm';
import type { Database } from '../../platform/db/client.ts';
import { daysAgo } from '../../platform/db/delete-in-batches.ts';
import { isOneOf } from '../../platform/db/is-one-of.ts';
import type { CompositingDeps } from './deps.ts';
import { type Composition, compositions } from './tables.ts';

const leaseSeconds = 10;
/** How much longer others wait than a recorder on whose disk the capture stands. */
const strangerSeconds = 10;

const leaseUntil = sql`now() + ${leaseSeconds} * interval '1 second'`;

/** A broadcast goes on where it can, so one that was left is as good as one that waits. */
const isLeftStream = and(
  eq(compositions.kind, 'stream'),
  inArray(compositions.state, ['starting', 'active']),
  sql`${compositions.leaseUntil} < now()`,
);

/** Takes the oldest composition that waits to begin, or to be gone on with; null when there is none. */
export async function claimWaiting({ db, listener }: CompositingDeps, holder: string): Promise<Composition | null> {
  return db.transaction(async (tx) => {
    const next = tx
      .select({ id: compositions.id })
      .from(compositions)
      .where(and(eq(compositions.engine, 'browser'), or(eq(compositions.state, 'waiting'), isLeftStream)))
      .orderBy(compositions.createdAt)
      .limit(1)
      .for('update', { skipLocked: true });
    const change = { state: 'starting' as const, holder, leaseUntil };
    const [row] = await tx.update(compositions).set(change).where(isOneOf(compositions.id, next)).returning();
    if (row) await listener.changed(tx, row);
    return row ?? null;
  });
}

/**
 * Takes over a recording whose recorder is no longer heard of, to make a file of what there is.
 * @param local ids of those whose capture stands on this recorder's disk; others are left to their own disk for a while.
 */
export async function claimAbandoned(
  { db, listener }: CompositingDeps,
  holder: string,
  local: readonly string[],
): Promise<Composition | null> {
  return db.transaction(async (tx) => {
    const isLocal = local.length > 0 ? inArray(compositions.id, [...local]) : sql`false`;
    const patience = sql`case when ${isLocal} then 0 else ${strangerSeconds} end * interval '1 second'`;
    const [found] = await tx
      .select()
      .from(compositions)
      .where(
        and(
          eq(compositions.engine, 'browser'),
          ne(compositions.kind, 'stream'),
          inArray(compositions.state, ['starting', 'active', 'finishing']),
          sql`${compositions.leaseUntil} + ${patience} < now()`,
        ),
      )
      .orderBy(compositions.createdAt)
      .limit(1)
      .for('update', { skipLocked: true });
    if (!found) return null;
    const wasCapturing = found.state !== 'finishing';
    const ending = wasCapturing ? { isInterrupted: true, stoppedAt: found.leaseUntil } : {};
    const change = { state: 'finishing' as const, holder, leaseUntil, ...ending };
    const [row] = await tx.update(compositions).set(change).where(eq(compositions.id, found.id)).returning();
    if (row && wasCapturing) await listener.changed(tx, row);
    return row ?? null;
  });
}

/**
 * Renews the leases of what a recorder works on. What it holds and does not work on any more, since writing down the end
 * failed, is left to run out.
 * @returns the compositions that are still its own, with what was asked meanwhile.
 */
export async function renewLeases(
  db: Database,
  holder: string,
  working: readonly string[],
): Promise<Pick<Composition, 'id' | 'state' | 'stopRequestedAt'>[]> {
  if (working.length === 0) return [];
  return db
    .update(compositions)
    .set({ leaseUntil })
    .where(
      and(
        inArray(compositions.id, [...working]),
        eq(compositions.holder, holder),
        inArray(compositions.state, ['starting', 'active', 'finishing']),
      ),
    )
    .returning({ id: compositions.id, state: compositions.state, stopRequestedAt: compositions.stopRequestedAt });
}

/** How long a capture of which no file could be made is kept, for somebody who wants to look at it. */
const keptDays = 7;

/** Of these compositions, those whose capture is not needed any more. */
export async function findEnded(db: Database, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const isLongAgo = lt(compositions.createdAt, daysAgo(keptDays));
  const hasEnded = or(eq(compositions.state, 'done'), and(eq(compositions.state, 'failed'), isLongAgo));
  const rows = await db.select({ id: compositions.id }).from(compositions).where(and(inArray(compositions.id, [...ids]), hasEnded));
  return rows.map(({ id }) => id);
}
