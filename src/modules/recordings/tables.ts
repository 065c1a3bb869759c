import { sql } from 'drizzle-orm';
import { bigint, bigserial, boolean, doublePrecision, index, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Engine } from '../../contracts/composing.ts';

const time = (name: string) => timestamp(name, { withTimezone: true });

export type RecordingStatus = 'recording' | 'processing' | 'ready' | 'failed';

/** Files of what happened in rooms, made here or uploaded. A row is there before its file is. */
export const recordings = pgTable(
  'recordings',
  {
    id: text('id').primaryKey(),
    seq: bigserial('seq', { mode: 'number' }).notNull(),
    workspaceId: text('workspace_id').notNull(),
    roomId: text('room_id'),
    meetingId: text('meeting_id'),
    /** What makes it; null for an upload. */
    compositionId: text('composition_id').unique(),
    egressId: text('egress_id').unique(),
    engine: text('engine').notNull().$type<Engine | 'upload'>(),
    status: text('status').notNull().$type<RecordingStatus>(),
    isInterrupted: boolean('is_interrupted').notNull().default(false),
    filename: text('filename').notNull(),
    mimeType: text('mime_type').notNull(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }),
    durationSeconds: doublePrecision('duration_seconds'),
    error: text('error'),
    /** Its object in storage; null until it is there. */
    objectName: text('object_name'),
    /** Pictures of it stand beside its object. */
    hasStrip: boolean('has_strip').notNull().default(false),
    createdAt: time('created_at').notNull().defaultNow(),
    startedAt: time('started_at'),
    endedAt: time('ended_at'),
  },
  (table) => [
    // One at a time in a room, whoever asks and however often.
    uniqueIndex('recordings_running').on(table.workspaceId, table.roomId).where(sql`${table.status} = 'recording'`),
    index('recordings_list').on(table.workspaceId, table.seq),
    index('recordings_of_meeting').on(table.workspaceId, table.meetingId, table.seq),
    index('recordings_ended').on(sql`coalesce(${table.endedAt}, ${table.createdAt})`),
    index('recordings_of_room').on(table.workspaceId, table.roomId, table.seq),
  ],
);

export type Recording = typeof recordings.$inferSelect;
