import { getTableColumns, sql } from 'drizzle-orm';
import { bigserial, boolean, doublePrecision, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import type { SpeakerNames, SpokenWord, TranscriptionKind, TranscriptionOptions, TranscriptionStatus } from '../../contracts/transcription.ts';
import { tsvector } from '../../platform/db/text-search.ts';

const time = (name: string) => timestamp(name, { withTimezone: true });

/** What is written down of a room while it goes on, or of a recording afterwards. */
export const transcriptions = pgTable(
  'transcriptions',
  {
    id: text('id').primaryKey(),
    /** In the order in which they were asked for. */
    seq: bigserial('seq', { mode: 'number' }).notNull(),
    kind: text('kind').notNull().$type<TranscriptionKind>(),
    workspaceId: text('workspace_id').notNull(),
    roomId: text('room_id'),
    /** LiveKit's sid of the room that is transcribed: another one of the same name is opened after it has closed. */
    roomSid: text('room_sid'),
    meetingId: text('meeting_id'),
    recordingId: text('recording_id'),
    /** As it was asked for, such as `en-US`. */
    language: text('language').notNull(),
    /** The folder of the model that answers to it, such as `en`. */
    model: text('model').notNull(),
    options: jsonb('options').notNull().default({}).$type<TranscriptionOptions>(),
    /** Read when segments are shown, so that a rename holds for those of before. */
    speakers: jsonb('speakers').notNull().default({}).$type<SpeakerNames>(),
    status: text('status').notNull().$type<TranscriptionStatus>(),
    /** How far a post-call one is: 0-100. */
    progress: integer('progress').notNull().default(0),
    error: text('error'),
    /** The transcriber that works on it, for as long as the lease lasts. */
    holder: text('holder'),
    leaseUntil: time('lease_until'),
    /** When the holder took it, and who had it before. */
    claimedAt: time('claimed_at'),
    formerHolder: text('former_holder'),
    /** How often a transcriber has begun with it: what ends each of them is given up. */
    attempts: integer('attempts').notNull().default(0),
    createdAt: time('created_at').notNull().defaultNow(),
    /** Where the seconds of live segments count from. */
    startedAt: time('started_at'),
    endedAt: time('ended_at'),
  },
  (table) => [
    uniqueIndex('transcriptions_live')
      .on(table.workspaceId, table.roomId)
      .where(sql`${table.kind} = 'live' and ${table.status} = 'active'`),
    index('transcriptions_open').on(table.createdAt).where(sql`${table.status} in ('active', 'queued', 'running')`),
    index('transcriptions_workspace').on(table.workspaceId, table.seq),
    index('transcriptions_room').on(table.workspaceId, table.roomId, table.seq),
    index('transcriptions_language').on(table.workspaceId, table.language),
    index('transcriptions_recording').on(table.recordingId),
  ],
);
export type Transcription = typeof transcriptions.$inferSelect;

/** What one person said between two pauses. One of a track cannot begin twice at the same moment: told again, it is dropped. */
export const transcriptionSegments = pgTable(
  'transcription_segments',
  {
    transcriptionId: text('transcription_id').notNull(),
    /** Unique by `transcriptionId`: made of the track and the moment, so that a repetition has the same. */
    segmentId: text('segment_id').notNull(),
    workspaceId: text('workspace_id').notNull(),
    /** The name that the speaker had then. */
    speakerName: text('speaker_name'),
    participantId: text('participant_id'),
    trackSid: text('track_sid'),
    text: text('text').notNull(),
    /** Seconds. */
    start: doublePrecision('start_seconds').notNull(),
    end: doublePrecision('end_seconds').notNull(),
    /** When it began, of live ones; else when it was written down. */
    at: time('at').notNull(),
    confidence: doublePrecision('confidence').notNull(),
    words: jsonb('words').notNull().$type<SpokenWord[]>(),
    /** What it is found by: see platform/db/text-search.ts. */
    search: tsvector('search').notNull().default(sql`''`),
  },
  (table) => [
    primaryKey({ columns: [table.transcriptionId, table.segmentId] }),
    foreignKey({ columns: [table.transcriptionId], foreignColumns: [transcriptions.id] }).onDelete('cascade'),
    index('transcription_segments_time').on(table.transcriptionId, table.start, table.segmentId),
    index('transcription_segments_workspace').on(table.workspaceId, table.at),
    index('transcription_segments_search').using('gin', table.search),
  ],
);
/** All of a segment but what it is found by, which nobody reads. */
const { search: _, ...columns } = getTableColumns(transcriptionSegments);
export const segmentColumns = columns;
export type StoredSegment = Omit<typeof transcriptionSegments.$inferSelect, 'search'>;

/** The pieces of a recording that are done: whoever goes on with it leaves them out. */
export const transcriptionChunks = pgTable(
  'transcription_chunks',
  {
    transcriptionId: text('transcription_id')
      .notNull()
      .references(() => transcriptions.id, { onDelete: 'cascade' }),
    /** From 0. */
    position: integer('position').notNull(),
  },
  (table) => [primaryKey({ columns: [table.transcriptionId, table.position] })],
);

/** The transcriber processes that are there, as they tell themselves. */
export const transcribers = pgTable('transcribers', {
  id: text('id').primaryKey(),
  /** The folders of the models that it has. */
  languages: jsonb('languages').notNull().$type<string[]>(),
  /** How many people it can listen to while they all speak, as it has measured. */
  capacity: integer('capacity').notNull(),
  /** How many of them speak in the rooms that it has; a room in which nobody does counts as one. */
  load: integer('load').notNull().default(0),
  /** Whether it has ffmpeg, without which it hears rooms, and no recordings. */
  readsFiles: boolean('reads_files').notNull().default(true),
  seenAt: time('seen_at').notNull().defaultNow(),
});
