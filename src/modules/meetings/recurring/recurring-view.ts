import { type Static, Type } from 'typebox';
import { MeetingSettings } from '../../../contracts/meetings.ts';
import { DurationMinutes, Time, Title } from '../lifecycle/meeting-input.ts';
import { toIso } from '../lifecycle/meeting-view.ts';
import { SomeSettings } from '../lifecycle/settings.ts';
import { nextOccurrence } from './occurrences.ts';
import { fromLatest } from './plan-occurrences.ts';
import type { RecurringMeeting } from './tables.ts';

export const RecurringParams = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) });

const settings = Type.Optional(SomeSettings);

export const RecurringRequest = Type.Object({
  title: Title,
  rrule: Type.String({
    minLength: 1,
    maxLength: 1_000,
    description: 'A rule of RFC 5545, such as `FREQ=WEEKLY;BYDAY=MO,TH`: DAILY, WEEKLY, MONTHLY or YEARLY.',
  }),
  startsAt: Type.String({ ...Time, description: 'When the rule begins; its wall-clock time in `timezone` is that of every occurrence.' }),
  timezone: Type.String({ minLength: 1, maxLength: 64, description: 'Such as `Europe/Berlin`.' }),
  durationMinutes: DurationMinutes,
  settings,
});

export const RecurringChange = Type.Object({ ...Type.Partial(RecurringRequest).properties, settings });

export const RecurringView = Type.Object({
  id: Type.String(),
  title: Type.String(),
  rrule: Type.String(),
  startsAt: Type.String({ format: 'date-time' }),
  timezone: Type.String(),
  durationMinutes: Type.Integer(),
  settings: MeetingSettings,
  nextAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { description: 'null when it fires no more.' }),
  createdAt: Type.String({ format: 'date-time' }),
});

export function toRecurringView(recurring: RecurringMeeting): Static<typeof RecurringView> {
  const { id, title, rrule, startsAt, timezone, durationMinutes, settings: all, createdAt } = recurring;
  const times = { startsAt: startsAt.toISOString(), nextAt: toIso(findNext(recurring)), createdAt: createdAt.toISOString() };
  return { id, title, rrule, timezone, durationMinutes, settings: all, ...times };
}

/** It may have passed since it was last looked for. */
function findNext(recurring: RecurringMeeting): Date | null {
  const { nextAt } = recurring;
  const now = new Date();
  return nextAt === null || nextAt > now ? nextAt : nextOccurrence(fromLatest(recurring), now);
}
