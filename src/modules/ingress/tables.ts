import { sql } from 'drizzle-orm';
import { bigserial, boolean, index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

const at = (name: string) => timestamp(name, { withTimezone: true });

export type IngressType = 'rtmp' | 'whip';

/** Stream keys that were given out. LiveKit keeps the same in its Redis, which this is held against. */
export const ingress = pgTable(
  'ingress',
  {
    /** LiveKit's, `IN_…`. */
    id: text('id').primaryKey(),
    seq: bigserial('seq', { mode: 'number' }).notNull(),
    workspaceId: text('workspace_id').notNull(),
    roomId: text('room_id').notNull(),
    type: text('type').notNull().$type<IngressType>(),
    url: text('url').notNull(),
    /** Encrypted. */
    streamKey: text('stream_key').notNull(),
    participantIdentity: text('participant_identity').notNull(),
    participantName: text('participant_name').notNull(),
    enableTranscoding: boolean('enable_transcoding').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
    /** Since when it is gone for callers. The row goes when LiveKit has confirmed that it no longer takes the key. */
    deletedAt: at('deleted_at'),
  },
  (table) => [
    index('ingress_list').on(table.workspaceId, table.roomId, table.seq),
    index('ingress_deleted').on(table.deletedAt).where(sql`${table.deletedAt} is not null`),
  ],
);

/** Each time that somebody published with a key, by LiveKit's resource id. `seenAt`, `missingSince`: as for rooms. */
export const ingressSessions = pgTable(
  'ingress_sessions',
  {
    id: text('id').primaryKey(),
    ingressId: text('ingress_id').notNull(),
    workspaceId: text('workspace_id').notNull(),
    roomId: text('room_id').notNull(),
    startedAt: at('started_at').notNull(),
    endedAt: at('ended_at'),
    /** What LiveKit said went wrong. */
    error: text('error'),
    seenAt: at('seen_at').notNull(),
    missingSince: at('missing_since'),
  },
  (table) => [
    index('ingress_sessions_open').on(table.ingressId).where(sql`${table.endedAt} is null`),
    index('ingress_sessions_place').on(table.workspaceId, table.roomId),
  ],
);
