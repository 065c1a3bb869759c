import { eq } from 'drizzle-orm';
import type { Transaction } from '../../../platform/db/client.ts';
import { makeAdminToken } from '../hosts/admin-token.ts';
import { insertMeeting } from '../lifecycle/create-meeting.ts';
import { meetings } from '../tables.ts';
import { nextOccurrence, occurrencesBetween, type Rule } from './occurrences.ts';
import { type RecurringMeeting, recurringMeetings } from './tables.ts';

/** So far ahead occurrences become scheduled meetings. */
export const aheadMs = 14 * 86_400_000;

/** Schedules what was not yet, up to two weeks from now, in the transaction that holds the row. */
export async function planOccurrences(tx: Transaction, recurring: RecurringMeeting): Promise<RecurringMeeting> {
  const now = new Date();
  const until = new Date(now.getTime() + aheadMs);
  const { plannedUntil } = recurring;
  const rule = fromLatest(recurring);
  await scheduleAll(tx, recurring, occurrencesBetween(rule, plannedUntil > now ? plannedUntil : now, until));
  const change = { nextAt: nextOccurrence(rule, now), plannedUntil: until };
  const [planned] = await tx.update(recurringMeetings).set(change).where(eq(recurringMeetings.id, recurring.id)).returning();
  return planned ?? recurring;
}

/**
 * The same rule as of an occurrence that has been, lest years of them be gone through again. One that counts must be read
 * from its beginning.
 */
export function fromLatest({ rrule, startsAt, timezone, nextAt }: RecurringMeeting): Rule {
  return { rrule, timezone, startsAt: rrule.includes('COUNT=') ? startsAt : (nextAt ?? startsAt) };
}

/** A time for which there is a meeting already, also one that was cancelled or moved, gets no second one. */
export async function scheduleAll(tx: Transaction, recurring: RecurringMeeting, times: readonly Date[]): Promise<void> {
  const { id: recurringId, workspaceId, title, durationMinutes, settings } = recurring;
  const present = await tx.select({ at: meetings.occurrenceAt }).from(meetings).where(eq(meetings.recurringId, recurringId));
  const taken = new Set(present.map(({ at }) => at?.getTime()));
  for (const at of times.filter((time) => !taken.has(time.getTime()))) {
    const { adminTokenHash } = makeAdminToken();
    await insertMeeting(tx, { workspaceId, title, durationMinutes, settings, adminTokenHash, recurringId, scheduledAt: at, occurrenceAt: at });
  }
}
