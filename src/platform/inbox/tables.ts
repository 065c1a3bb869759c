import { sql } from 'drizzle-orm';
import { bigserial, index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** What LiveKit told us, by its own event id, before anything is done about it. */
export const inbox = pgTable(
  'inbox',
  {
    seq: bigserial('seq', { mode: 'number' }).primaryKey(),
    id: text('id').notNull().unique(),
    /** The event as LiveKit sent it: proto3 JSON. */
    body: text('body').notNull(),
    receivedAt: timestamp('received_at', { withTimezone: true }).notNull().defaultNow(),
    handledAt: timestamp('handled_at', { withTimezone: true }),
    attempts: integer('attempts').notNull().default(0),
    /** Why it could not be handled, after the last attempt. */
    error: text('error'),
  },
  (table) => [
    index('inbox_waiting').on(table.seq).where(sql`${table.handledAt} is null`),
    index('inbox_handled').on(table.handledAt),
  ],
);
