import { sql } from 'drizzle-orm';
import { bigserial, index, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { MeetingSettings } from '../../../contracts/meetings.ts';

const time = (name: string) => timestamp(name, { withTimezone: true });

/** What meetings recur by. Their occurrences become scheduled meetings some time ahead. */
export const recurringMeetings = pgTable(
  'recurring_meetings',
  {
    id: text('id').primaryKey(),
    /** The order in which they were made. */
    seq: bigserial('seq', { mode: 'number' }).notNull(),
    workspaceId: text('workspace_id').notNull(),
    title: text('title').notNull(),
    rrule: text('rrule').notNull(),
    startsAt: time('starts_at').notNull(),
    timezone: text('timezone').notNull(),
    durationMinutes: integer('duration_minutes').notNull(),
    settings: jsonb('settings').notNull().$type<MeetingSettings>(),
    /** The next occurrence, as far as was looked; null when there is none any more. */
    nextAt: time('next_at'),
    /** Up to when occurrences are scheduled. */
    plannedUntil: time('planned_until').notNull(),
    createdAt: time('created_at').notNull().defaultNow(),
  },
  (table) => [
    index('recurring_meetings_list').on(table.workspaceId, table.seq.desc()),
    index('recurring_meetings_due').on(table.plannedUntil).where(sql`${table.nextAt} is not null`),
  ],
);

export type RecurringMeeting = typeof recurringMeetings.$inferSelect;
