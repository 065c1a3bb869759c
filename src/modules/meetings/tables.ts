import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import type { MeetingStatus, PersonState } from '../../contracts/meetings.ts';
import type { Role } from '../../contracts/roles.ts';

const time = (name: string) => timestamp(name, { withTimezone: true });

/** A meeting. Its LiveKit room has its id as roomId. Whoever changes anything of it holds its row's lock. */
export const meetings = pgTable(
  'meetings',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id').notNull(),
    title: text('title').notNull(),
    status: text('status').notNull().$type<MeetingStatus>(),
    /** Made by nobody who is known: free, and without recordings, streams and transcription. */
    isGuest: boolean('is_guest').notNull().default(false),
    adminTokenHash: text('admin_token_hash').notNull(),
    scheduledAt: time('scheduled_at'),
    durationMinutes: integer('duration_minutes'),
    muteOnJoin: boolean('mute_on_join').notNull().default(false),
    videoOffOnJoin: boolean('video_off_on_join').notNull().default(false),
    maxParticipants: integer('max_participants').notNull().default(50),
    isLocked: boolean('is_locked').notNull().default(false),
    hasWaitingRoom: boolean('has_waiting_room').notNull().default(false),
    createdAt: time('created_at').notNull().defaultNow(),
    /** When it became active: when it was made, or the time that it was scheduled for. */
    startedAt: time('started_at'),
    endedAt: time('ended_at'),
    /** The number of the last stored realtime event. */
    lastSeq: bigint('last_seq', { mode: 'number' }).notNull().default(0),
    /** Since when nobody was seen in it; null while somebody is there or nobody has come yet. */
    emptySince: time('empty_since'),
    /** For how long of that both LiveKit and a worker were there to see it. */
    emptyMs: integer('empty_ms').notNull().default(0),
    emptyCheckedAt: time('empty_checked_at'),
    /** What it used, and what was charged in ten-thousandths of a dollar, as of its end. */
    durationMs: bigint('duration_ms', { mode: 'number' }),
    peakParticipants: integer('peak_participants'),
    cost: bigint('cost', { mode: 'bigint' }),
    /** It has ended, and LiveKit may not have been told. */
    hasOpenRooms: boolean('has_open_rooms').notNull().default(false),
    recurringId: text('recurring_id'),
    /** The time that the rule gave, which stays when this one meeting is moved. */
    occurrenceAt: time('occurrence_at'),
    /** It was changed by itself: changes of what it recurs by no longer concern it. */
    isChanged: boolean('is_changed').notNull().default(false),
    /** When the breakouts that are open close by themselves. */
    breakoutsCloseAt: time('breakouts_close_at'),
  },
  (table) => [
    index('meetings_list').on(table.workspaceId, table.createdAt.desc(), table.id.desc()),
    index('meetings_history').on(table.workspaceId, table.endedAt.desc(), table.id.desc()).where(sql`${table.status} = 'ended'`),
    index('meetings_open').on(table.workspaceId, table.createdAt.desc(), table.id.desc()).where(sql`${table.status} in ('active', 'scheduled')`),
    index('meetings_scheduled').on(table.workspaceId, table.scheduledAt, table.id).where(sql`${table.status} = 'scheduled'`),
    index('meetings_open_rooms').on(table.id).where(sql`${table.hasOpenRooms}`),
    index('meetings_due').on(table.scheduledAt).where(sql`${table.status} = 'scheduled'`),
    index('meetings_active').on(table.id).where(sql`${table.status} = 'active'`),
    index('meetings_breakouts_due').on(table.breakoutsCloseAt).where(sql`${table.breakoutsCloseAt} is not null`),
    uniqueIndex('meetings_occurrence').on(table.recurringId, table.occurrenceAt),
  ],
);

export type Meeting = typeof meetings.$inferSelect;

/**
 * Everybody who ever asked to come into a meeting. `participantId` is their identity in LiveKit, in the main room and in
 * breakouts. A seat is taken while `seatUntil` lies ahead: `infinity` while they are in LiveKit or on the gateway, 60 s
 * from the answer of a join until they are.
 */
export const meetingPeople = pgTable(
  'meeting_people',
  {
    meetingId: text('meeting_id').notNull().references(() => meetings.id, { onDelete: 'cascade' }),
    participantId: text('participant_id').notNull(),
    name: text('name').notNull(),
    role: text('role').notNull().$type<Role>(),
    state: text('state').notNull().$type<PersonState>(),
    /** What a host addresses them by while they wait. */
    waitingId: text('waiting_id'),
    waitingTokenHash: text('waiting_token_hash'),
    waitingSince: time('waiting_since'),
    /** Until when hosts are shown that they wait, unless they are seen again; null when hosts were told that they are gone. */
    waitingUntil: time('waiting_until').default(sql`now() + interval '75 seconds'`),
    seatUntil: time('seat_until'),
    /** Until when their last answer of a join holds a seat for them; null as soon as they came by it. */
    heldUntil: time('held_until'),
    /** They are in LiveKit or on the gateway since then; null when they are not. */
    presentSince: time('present_since'),
    isMuted: boolean('is_muted').notNull().default(true),
    isVideoOff: boolean('is_video_off').notNull().default(true),
    isScreenSharing: boolean('is_screen_sharing').notNull().default(false),
    isHandRaised: boolean('is_hand_raised').notNull().default(false),
    /** They have published their first microphone or camera: settings for those who join concern no later one. */
    hadAudio: boolean('had_audio').notNull().default(false),
    hadVideo: boolean('had_video').notNull().default(false),
    breakoutId: text('breakout_id'),
    createdAt: time('created_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.meetingId, table.participantId] }),
    uniqueIndex('meeting_people_waiting').on(table.waitingId),
    index('meeting_people_at_the_door').on(table.waitingUntil).where(sql`${table.state} = 'waiting'`),
    uniqueIndex('meeting_people_waiting_token').on(table.waitingTokenHash),
  ],
);

export type MeetingPerson = typeof meetingPeople.$inferSelect;

/** What a person is recognised by: `account:<id>`, `key:<id>` or `guest:<SHA-256 of their cookie>`. */
export const meetingCredentials = pgTable(
  'meeting_credentials',
  {
    meetingId: text('meeting_id').notNull().references(() => meetings.id, { onDelete: 'cascade' }),
    credential: text('credential').notNull(),
    participantId: text('participant_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.meetingId, table.credential] }), index('meeting_credentials_of').on(table.credential)],
);

/** Invitations for one use each. */
export const meetingInvites = pgTable('meeting_invites', {
  tokenHash: text('token_hash').primaryKey(),
  meetingId: text('meeting_id').notNull().references(() => meetings.id, { onDelete: 'cascade' }),
  name: text('name'),
  usedAt: time('used_at'),
  usedBy: text('used_by'),
  createdAt: time('created_at').notNull().defaultNow(),
});

/** Each connection of a person to the realtime gateway. */
export const gatewayStays = pgTable(
  'gateway_stays',
  {
    id: text('id').primaryKey(),
    meetingId: text('meeting_id').notNull().references(() => meetings.id, { onDelete: 'cascade' }),
    participantId: text('participant_id').notNull(),
    processId: text('process_id').notNull(),
    joinedAt: time('joined_at').notNull(),
    leftAt: time('left_at'),
  },
  (table) => [
    index('gateway_stays_meeting').on(table.meetingId, table.participantId),
    index('gateway_stays_open').on(table.processId).where(sql`${table.leftAt} is null`),
  ],
);

/** The processes that hold sockets, by their last sign of life: what is open of one that died closes at that time. */
export const gatewayProcesses = pgTable('gateway_processes', {
  id: text('id').primaryKey(),
  seenAt: time('seen_at').notNull(),
});

/**
 * Realtime events that can be read again, numbered without gaps within a meeting. Of `notes:updated`, which holds the whole
 * text, only the last is kept: of each earlier one, its number.
 */
export const meetingEvents = pgTable(
  'meeting_events',
  {
    meetingId: text('meeting_id').notNull().references(() => meetings.id, { onDelete: 'cascade' }),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    type: text('type').notNull(),
    /** `nobody`, `everybody`, `hosts`, `person:<participantId>`, `breakout:<id>` or `waiting:<waitingId>`. */
    audience: text('audience').notNull(),
    data: jsonb('data').notNull().$type<Record<string, unknown>>(),
    at: time('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.meetingId, table.seq] })],
);
