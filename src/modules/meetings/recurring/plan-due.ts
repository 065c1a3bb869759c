import { and, asc, isNotNull, lt, lte, or } from 'drizzle-orm';
import { ignoreNotFound } from '../../../core/errors.ts';
import type { MeetingsDeps } from '../deps.ts';
import { aheadMs, planOccurrences } from './plan-occurrences.ts';
import { lockRecurring } from './repository.ts';
import { recurringMeetings as table } from './tables.ts';

/** As long before the end of what is planned the next days are. */
const earlyMs = 86_400_000;
const batchSize = 50;

/** Schedules the coming meetings of everything that recurs; any number of processes may. */
export async function planDue(deps: Pick<MeetingsDeps, 'db'>): Promise<void> {
  const { db } = deps;
  const now = new Date();
  const isShort = lt(table.plannedUntil, new Date(now.getTime() + aheadMs - earlyMs));
  const isDue = and(isNotNull(table.nextAt), or(isShort, lte(table.nextAt, now)));
  const due = await db.select().from(table).where(isDue).orderBy(asc(table.plannedUntil)).limit(batchSize);
  for (const { id, workspaceId } of due) {
    await db.transaction(async (tx) => planOccurrences(tx, await lockRecurring(tx, { id, workspaceId }))).catch(ignoreNotFound);
  }
  if (due.length === batchSize) await planDue(deps);
}

