import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../../platform/db/client.ts';
import type { CompositingDeps } from './deps.ts';
import { type Composition, compositions } from './tables.ts';

const leaseSeconds = 10;
/** How much longer others wait than a recorder on whose disk the capture stands. */
const strangerSeconds = 10;

const leaseUntil = sql`now() + ${leaseSeconds} * interval '1 second'`;

/** Takes the oldest composition that waits to begin; null when there is none. */
export async function claimWaiting({ db, listener }: CompositingDeps, holder: string): Promise<Composition | null> {
  return db.transaction(async (tx) => {
    const next = tx
      .select({ id: compositions.id })
      .from(compositions)
      .where(and(eq(compositions.engine, 'browser'), eq(compositions.state, 'waiting')))
      .orderBy(compositions.createdAt)
      .limit(1)
      .for('update', { skipLocked: true });
    const change = { state: 'starting' as const, holder, leaseUntil };
    const [row] = await tx.update(compositions).set(change).where(inArray(compositions.id, next)).returning();
    if (row) await listener.changed(tx, row);
    return row ?? null;
  });
}

/**
 * Takes over a composition whose recorder is no longer heard of, to make a file of what there is.
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

/** Renews the leases of a recorder. @returns the compositions that are still its own, with what was asked meanwhile. */
export async function renewLeases(db: Database, holder: string): Promise<Pick<Composition, 'id' | 'stopRequestedAt'>[]> {
  return db
    .update(compositions)
    .set({ leaseUntil })
    .where(and(eq(compositions.holder, holder), inArray(compositions.state, ['starting', 'active', 'finishing'])))
    .returning({ id: compositions.id, stopRequestedAt: compositions.stopRequestedAt });
}
