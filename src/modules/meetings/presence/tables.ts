import { bigserial, index, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { Role } from '../../../contracts/roles.ts';
import { meetings } from '../tables.ts';

const time = (name: string) => timestamp(name, { withTimezone: true });

/** A track as it was published. */
export interface SeenTrack {
  sid: string;
  source: string;
  type: string;
}

/** What LiveKit told of people in the rooms of meetings, until it is taken into the meeting. */
export const meetingSightings = pgTable(
  'meeting_sightings',
  {
    seq: bigserial('seq', { mode: 'number' }).primaryKey(),
    meetingId: text('meeting_id').notNull().references(() => meetings.id, { onDelete: 'cascade' }),
    roomId: text('room_id').notNull(),
    participantId: text('participant_id').notNull(),
    name: text('name').notNull(),
    role: text('role').notNull().$type<Role>(),
    /** null: they came or left. */
    track: jsonb('track').$type<SeenTrack>(),
  },
  (table) => [index('meeting_sightings_meeting').on(table.meetingId)],
);

export type MeetingSighting = typeof meetingSightings.$inferSelect;

/** Whose sound or picture was decided to be muted, until LiveKit has been told. */
export const meetingMutes = pgTable(
  'meeting_mutes',
  {
    id: text('id').primaryKey(),
    meetingId: text('meeting_id').notNull().references(() => meetings.id, { onDelete: 'cascade' }),
    workspaceId: text('workspace_id').notNull(),
    participantId: text('participant_id').notNull(),
    /** null: all their audio. */
    trackSid: text('track_sid'),
    createdAt: time('created_at').notNull().defaultNow(),
  },
  (table) => [index('meeting_mutes_person').on(table.meetingId, table.participantId)],
);

export type MeetingMute = typeof meetingMutes.$inferSelect;
