import { sql } from 'drizzle-orm';
import { bigserial, index, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';

const time = (name: string) => timestamp(name, { withTimezone: true });

/** Broadcasts of rooms to RTMP targets, those that run and those that ran. */
export const streams = pgTable(
  'streams',
  {
    id: text('id').primaryKey(),
    seq: bigserial('seq', { mode: 'number' }).notNull(),
    workspaceId: text('workspace_id').notNull(),
    roomId: text('room_id').notNull(),
    meetingId: text('meeting_id'),
    /** What draws the room and sends it; its targets are there. */
    compositionId: text('composition_id').unique(),
    /** `live` from the moment in which it was asked for. */
    status: text('status').notNull().$type<'live' | 'stopped'>(),
    /** Why it ended, when nobody had asked for it. */
    error: text('error'),
    createdAt: time('created_at').notNull().defaultNow(),
    /** When its first target was live. */
    startedAt: time('started_at'),
    endedAt: time('ended_at'),
  },
  (table) => [
    // One at a time in a room, whoever asks and however often.
    uniqueIndex('streams_running').on(table.workspaceId, table.roomId).where(sql`${table.status} = 'live'`),
    index('streams_list').on(table.workspaceId, table.seq),
  ],
);

export type Stream = typeof streams.$inferSelect;
