import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { Change } from './change-state.ts';
import type { CompositingDeps } from './deps.ts';
import { compositions } from './tables.ts';

/** A recorder looks every second for what waits; where none is, nobody shall wait for long. */
const takenWithinSeconds = 30;
/** After its lease has run out; another recorder takes over earlier where there is one. */
const leftForSeconds = 30;

/**
 * Moves on what no recorder works on, so that it keeps nobody from beginning anew: what none has begun fails; what was
 * being captured has ended, and its file is made when a recorder comes.
 */
export async function moveStuckCompositions(deps: CompositingDeps): Promise<void> {
  const isLate = and(
    eq(compositions.state, 'waiting'),
    sql`${compositions.waitingSince} < now() - ${takenWithinSeconds} * interval '1 second'`,
  );
  await moveAll(deps, isLate, { state: 'failed', error: 'No recorder took it within 30 seconds.' });
  const isLeft = and(
    inArray(compositions.state, ['starting', 'active']),
    isNotNull(compositions.leaseUntil),
    sql`${compositions.leaseUntil} < now() - ${leftForSeconds} * interval '1 second'`,
  );
  const ended = { isInterrupted: true, stoppedAt: sql`${compositions.leaseUntil}` };
  await moveAll(deps, and(isLeft, eq(compositions.kind, 'recording')), { state: 'finishing', ...ended });
  const error = 'Its recorder ended, and no other one took over.';
  await moveAll(deps, and(isLeft, eq(compositions.kind, 'stream')), { state: 'failed', error, ...ended });
}

type Update = { [K in keyof Change]: Change[K] | SQL };

async function moveAll({ db, listener }: CompositingDeps, which: SQL | undefined, update: Update): Promise<void> {
  const isBrowsers = eq(compositions.engine, 'browser');
  const found = await db.select({ id: compositions.id }).from(compositions).where(and(isBrowsers, which));
  for (const { id } of found) {
    await db.transaction(async (tx) => {
      const [row] = await tx.update(compositions).set(update).where(and(eq(compositions.id, id), which)).returning();
      if (row) await listener.changed(tx, row);
    });
  }
}
