import { bigint, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { meetings } from '../tables.ts';

/** The text that the people of a meeting write together, as it is now. */
export const meetingNotes = pgTable('meeting_notes', {
  meetingId: text('meeting_id').primaryKey().references(() => meetings.id, { onDelete: 'cascade' }),
  content: text('content').notNull(),
  /** How often it was written. */
  version: integer('version').notNull(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull(),
  /** The number of the event that told of it. */
  eventSeq: bigint('event_seq', { mode: 'number' }).notNull(),
});

export type Notes = typeof meetingNotes.$inferSelect;
