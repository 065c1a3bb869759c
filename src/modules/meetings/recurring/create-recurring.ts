import type { MeetingSettings } from '../../../contracts/meetings.ts';
import { invalidField } from '../../../core/errors.ts';
import { newId } from '../../../core/ids.ts';
import { isTimeZone } from '../../../core/time-zones.ts';
import { assertCanCreate } from '../../billing/index.ts';
import type { MeetingsDeps } from '../deps.ts';
import { defaultSettings } from '../lifecycle/settings.ts';
import { nextOccurrence, type Rule } from './occurrences.ts';
import { planOccurrences } from './plan-occurrences.ts';
import { normalizeRule } from './rule-text.ts';
import { type RecurringMeeting, recurringMeetings } from './tables.ts';

export interface RecurringWish extends Rule {
  title: string;
  durationMinutes: number;
  settings: Partial<MeetingSettings>;
}

/** Begins to schedule meetings by a rule. A 400 for one that never fires, a 402 when there is nothing to pay them with. */
export async function createRecurring(
  { db, billing }: Pick<MeetingsDeps, 'db' | 'billing'>,
  workspaceId: string,
  wish: RecurringWish,
): Promise<RecurringMeeting> {
  await assertCanCreate(db, workspaceId, billing);
  const rule = checkRule(wish);
  const row = { ...wish, ...rule, settings: { ...defaultSettings, ...wish.settings }, id: newId('rcr'), workspaceId };
  return db.transaction(async (tx) => {
    const [made] = await tx.insert(recurringMeetings).values({ ...row, plannedUntil: new Date() }).returning();
    if (!made) throw new Error('It was not made.');
    return planOccurrences(tx, made);
  });
}

/** A rule as it is kept, with its next occurrence. A 400 for a zone that is none and for a rule that fires no more. */
export function checkRule({ rrule, startsAt, timezone }: Rule): Rule & { nextAt: Date } {
  if (!isTimeZone(timezone)) throw invalidField('/timezone', 'There is no such time zone. Name one such as Europe/Berlin.');
  const wholeSecond = new Date(Math.floor(startsAt.getTime() / 1000) * 1000);
  const rule = { rrule: normalizeRule(rrule, timezone), startsAt: wholeSecond, timezone };
  const nextAt = nextOccurrence(rule, new Date());
  if (nextAt === null) throw invalidField('/rrule', 'This rule does not fire any more: its last time has passed.');
  return { ...rule, nextAt };
}
