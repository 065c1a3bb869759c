import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import type { Transaction } from '../../../platform/db/client.ts';
import { columnsOf } from '../lifecycle/settings.ts';
import { wakeClock } from '../lifecycle/require-active.ts';
import { type Meeting, meetings } from '../tables.ts';
import { cancelOccurrences, type CancellingDeps } from './cancel-occurrences.ts';
import { checkRule, type RecurringWish } from './create-recurring.ts';
import { matchOccurrences, type Occurrence } from './match-occurrences.ts';
import { occurrencesBetween } from './occurrences.ts';
import { planOccurrences } from './plan-occurrences.ts';
import { getRecurring, lockRecurring, type RecurringPlace } from './repository.ts';
import { type RecurringMeeting, recurringMeetings } from './tables.ts';

/**
 * Changes what meetings recur by, and with it all that are to come but those that were changed by themselves. A 404 when
 * the workspace has none such, a 400 as when one is made.
 */
export async function changeRecurring(deps: CancellingDeps, place: RecurringPlace, change: Partial<RecurringWish>): Promise<RecurringMeeting> {
  // What takes time is done before anybody has to wait for it.
  const known = await getRecurring(deps.db, place);
  const isRuleChanged = [change.rrule, change.startsAt, change.timezone].some((part) => part !== undefined);
  const rule = isRuleChanged ? checkRule({ ...known, ...withoutUndefined(change) }) : null;
  const { recurring, publish } = await deps.db.transaction(async (tx) => {
    const present = await lockRecurring(tx, place);
    const settings = { ...present.settings, ...change.settings };
    // What a new rule gives that has no meeting yet is planned from now on.
    const row = { ...withoutUndefined(change), ...(rule && { ...rule, plannedUntil: new Date() }), settings };
    const [changed = present] = await tx.update(recurringMeetings).set(row).where(eq(recurringMeetings.id, place.id)).returning();
    const dropped = rule ? await moveOccurrences(tx, present, changed) : [];
    await changeOccurrences(tx, changed);
    await wakeClock(tx);
    const tell = await cancelOccurrences(tx, deps, place.workspaceId, dropped);
    return { recurring: await planOccurrences(tx, changed), publish: tell };
  });
  publish();
  return recurring;
}

/** Gives the meetings to come their times by the new rule. @returns those for which it has none. */
async function moveOccurrences(tx: Transaction, before: RecurringMeeting, recurring: RecurringMeeting): Promise<string[]> {
  const now = new Date();
  const isToCome = and(eq(meetings.recurringId, recurring.id), gt(meetings.occurrenceAt, now));
  const rows = await tx.select().from(meetings).where(isToCome).orderBy(asc(meetings.id)).for('update');
  const present = rows.flatMap(({ id, occurrenceAt }): Occurrence[] => (occurrenceAt ? [{ meetingId: id, at: occurrenceAt }] : []));
  // A day more than is planned: the last meeting may be put off beyond that.
  const wanted = occurrencesBetween(recurring, now, new Date(before.plannedUntil.getTime() + 86_400_000));
  const move = { from: before.startsAt, to: recurring.startsAt, timezone: recurring.timezone };
  const { kept, dropped } = matchOccurrences(present, wanted, move);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const isMoving = ({ meetingId, at }: Occurrence) => byId.get(meetingId)?.occurrenceAt?.getTime() !== at.getTime();
  const moving = kept.filter(isMoving);
  const leaving = [...moving, ...dropped].map(({ meetingId }) => meetingId);
  // First none has a time that another is given.
  if (leaving.length > 0) await tx.update(meetings).set({ occurrenceAt: null }).where(inArray(meetings.id, leaving));
  for (const { meetingId, at } of moving) {
    const time = isPlain(byId.get(meetingId)) ? { occurrenceAt: at, scheduledAt: at } : { occurrenceAt: at };
    await tx.update(meetings).set(time).where(eq(meetings.id, meetingId));
  }
  return dropped.map(({ meetingId }) => meetingId).filter((id) => isPlain(byId.get(id)));
}

function isPlain(meeting: Meeting | undefined): boolean {
  return meeting?.status === 'scheduled' && !meeting.isChanged;
}

async function changeOccurrences(tx: Transaction, { id, title, durationMinutes, settings }: RecurringMeeting): Promise<void> {
  const isPlainOne = and(eq(meetings.recurringId, id), eq(meetings.status, 'scheduled'), eq(meetings.isChanged, false));
  await tx.update(meetings).set({ title, durationMinutes, ...columnsOf(settings) }).where(and(isPlainOne, gt(meetings.scheduledAt, new Date())));
}

function withoutUndefined<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
