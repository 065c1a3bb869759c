import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

const at = (name: string) => timestamp(name, { withTimezone: true });

/**
 * Each time that a room was open, by LiveKit's room sid. `seenAt` is the last evidence that it was; `missingSince` the
 * first list that lacked it.
 */
export const roomSessions = pgTable(
  'room_sessions',
  {
    sid: text('sid').primaryKey(),
    workspaceId: text('workspace_id').notNull(),
    roomId: text('room_id').notNull(),
    openedAt: at('opened_at').notNull(),
    closedAt: at('closed_at'),
    seenAt: at('seen_at').notNull(),
    missingSince: at('missing_since'),
  },
  (table) => [
    index('room_sessions_open').on(table.sid).where(sql`${table.closedAt} is null`),
    index('room_sessions_place').on(table.workspaceId, table.roomId),
    // For what is old: rows come in about the order of their times, and so such an index costs next to nothing.
    index('room_sessions_opened').using('brin', table.openedAt),
  ],
);

/** Each stay of a person in a room, by LiveKit's participant sid: presence, minutes and charges come from these. */
export const participantSessions = pgTable(
  'participant_sessions',
  {
    sid: text('sid').primaryKey(),
    roomSid: text('room_sid').notNull(),
    workspaceId: text('workspace_id').notNull(),
    roomId: text('room_id').notNull(),
    identity: text('identity').notNull(),
    name: text('name').notNull(),
    joinedAt: at('joined_at').notNull(),
    leftAt: at('left_at'),
    seenAt: at('seen_at').notNull(),
    missingSince: at('missing_since'),
  },
  (table) => [
    index('participant_sessions_open').on(table.roomSid).where(sql`${table.leftAt} is null`),
    // By meeting: a breakout's room is called `<meetingId>~<breakoutId>`.
    index('participant_sessions_meeting').on(table.workspaceId, sql`split_part(${table.roomId}, '~', 1)`),
    index('participant_sessions_joined').using('brin', table.joinedAt),
  ],
);

/** Tracks that were told of before the stay of whoever published them, until that is. */
export const earlyTracks = pgTable(
  'early_tracks',
  {
    sid: text('sid').primaryKey(),
    participantSid: text('participant_sid').notNull(),
    track: jsonb('track').notNull().$type<Record<string, unknown>>(),
    at: at('at').notNull(),
  },
  (table) => [index('early_tracks_participant').on(table.participantSid)],
);

/** People who are in a room with a token that was overruled, until LiveKit has been told. */
export const pendingEnforcements = pgTable('pending_enforcements', {
  participantSid: text('participant_sid').primaryKey(),
  workspaceId: text('workspace_id').notNull(),
  roomId: text('room_id').notNull(),
  identity: text('identity').notNull(),
  /** The role to give them; null: out. */
  role: text('role'),
  createdAt: at('created_at').notNull().defaultNow(),
});
