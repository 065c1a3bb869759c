import { pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { meetings } from '../tables.ts';

/** What goes out of a meeting. */
export type BroadcastKind = 'recording' | 'stream';

/** Who asked for what goes out of a meeting, from then until it has ended. */
export const meetingBroadcasts = pgTable(
  'meeting_broadcasts',
  {
    meetingId: text('meeting_id').notNull().references(() => meetings.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull().$type<BroadcastKind>(),
    hostName: text('host_name').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.meetingId, table.kind] })],
);
