import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { meetings } from '../tables.ts';

const time = (name: string) => timestamp(name, { withTimezone: true });

/** Rooms beside the main one of a meeting. Each is a room of its own in LiveKit, `<meetingId>~<id>`. */
export const breakouts = pgTable(
  'meeting_breakouts',
  {
    id: text('id').primaryKey(),
    meetingId: text('meeting_id').notNull().references(() => meetings.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    position: integer('position').notNull(),
    createdAt: time('created_at').notNull().defaultNow(),
    closedAt: time('closed_at'),
    /** It was closed and LiveKit still has to be told. */
    isEnding: boolean('is_ending').notNull().default(false),
  },
  (table) => [
    index('meeting_breakouts_list').on(table.meetingId, table.position),
    index('meeting_breakouts_ending').on(table.id).where(sql`${table.isEnding}`),
  ],
);

export type Breakout = typeof breakouts.$inferSelect;

/**
 * Who is in which breakout now: since they asked to go there or LiveKit saw them come, until they asked to go back or
 * LiveKit saw them leave. One at a time.
 */
export const breakoutVisitors = pgTable(
  'meeting_breakout_visitors',
  {
    meetingId: text('meeting_id').notNull().references(() => meetings.id, { onDelete: 'cascade' }),
    participantId: text('participant_id').notNull(),
    breakoutId: text('breakout_id').notNull().references(() => breakouts.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    enteredAt: time('entered_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.meetingId, table.participantId] })],
);
