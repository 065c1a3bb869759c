import { and, asc, eq, isNotNull, lt, lte, or } from 'drizzle-orm';
import { AppError, ignoreNotFound } from '../../../core/errors.ts';
import type { Database } from '../../../platform/db/client.ts';
import type { MeetingsDeps } from '../deps.ts';
import { aheadMs, planOccurrences } from './plan-occurrences.ts';
import { lockRecurring } from './repository.ts';
import { recurringMeetings as table } from './tables.ts';

/** As long before the end of what is planned the next days are. */
const earlyMs = 86_400_000;
const batchSize = 50;

/**
 * Schedules the coming meetings of everything that recurs; any number of processes may. Rejects with what failed after
 * everything else of the batch was planned; what cannot be evaluated any more is given up.
 */
export async function planDue(deps: Pick<MeetingsDeps, 'db'>): Promise<void> {
  const { db } = deps;
  const now = new Date();
  const isShort = lt(table.plannedUntil, new Date(now.getTime() + aheadMs - earlyMs));
  const isDue = and(isNotNull(table.nextAt), or(isShort, lte(table.nextAt, now)));
  const due = await db.select().from(table).where(isDue).orderBy(asc(table.plannedUntil)).limit(batchSize);
  const failures: unknown[] = [];
  for (const { id, workspaceId } of due) {
    await db
      .transaction(async (tx) => planOccurrences(tx, await lockRecurring(tx, { id, workspaceId })))
      .catch((error: unknown) => giveUp(db, id, error))
      .catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Not everything that recurs was planned.');
  if (due.length === batchSize) await planDue(deps);
}

/** What was deleted meanwhile, and a rule that fired before and does so no more. */
async function giveUp(db: Database, id: string, error: unknown): Promise<void> {
  if (!(error instanceof AppError) || error.code !== 'validation') return ignoreNotFound(error);
  await db.update(table).set({ nextAt: null }).where(eq(table.id, id));
}

