import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { Engine, Picture, TargetStatus } from '../../contracts/composing.ts';

const time = (name: string) => timestamp(name, { withTimezone: true });

/** Before it has begun, while it runs, while its file is made, and its two ends. */
export type CompositionState = 'waiting' | 'starting' | 'active' | 'finishing' | 'done' | 'failed';

/** What a room is drawn and mixed for: one file, or one broadcast. */
export const compositions = pgTable(
  'compositions',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull().$type<'recording' | 'stream'>(),
    engine: text('engine').notNull().$type<Engine>(),
    egressId: text('egress_id').notNull().unique(),
    workspaceId: text('workspace_id').notNull(),
    roomId: text('room_id').notNull(),
    picture: jsonb('picture').notNull().$type<Picture>(),
    /** Where a recording goes: the name of its object, without an ending. */
    objectName: text('object_name'),
    state: text('state').notNull().default('waiting').$type<CompositionState>(),
    /** Since when it could be taken. */
    waitingSince: time('waiting_since').notNull().defaultNow(),
    stopRequestedAt: time('stop_requested_at'),
    /** The process that captured it ended; what there was until then was kept. */
    isInterrupted: boolean('is_interrupted').notNull().default(false),
    error: text('error'),
    /** The recorder that works on it, or the worker that deals with its egress, for as long as the lease lasts. */
    holder: text('holder'),
    leaseUntil: time('lease_until'),
    file: jsonb('file').$type<ComposedFile>(),
    /** What LiveKit said of the end of its egress; believed when storage was asked. */
    egressEnd: jsonb('egress_end').$type<EgressEnd>(),
    /** Since when LiveKit's lists or the egress itself know nothing of it. */
    missingSince: time('missing_since'),
    createdAt: time('created_at').notNull().defaultNow(),
    /** Its first frame. */
    startedAt: time('started_at'),
    /** Its last. */
    stoppedAt: time('stopped_at'),
  },
  (table) => [
    index('compositions_open').on(table.createdAt).where(sql`${table.state} not in ('done', 'failed')`),
    index('compositions_workspace').on(table.workspaceId),
  ],
);

export type Composition = typeof compositions.$inferSelect;

/** A file that was checked in storage. */
export interface ComposedFile {
  objectName: string;
  mimeType: string;
  sizeBytes: number;
  durationSeconds: number;
}

/** The end of an egress. */
export interface EgressEnd {
  /** Null when nothing went wrong. */
  error: string | null;
  /** Of the file that it stored; null when nobody can tell. */
  sizeBytes: number | null;
  durationSeconds: number | null;
}

/** Where a broadcast goes, and how each place is doing. */
export const compositionTargets = pgTable(
  'composition_targets',
  {
    compositionId: text('composition_id').notNull(),
    /** From 0, in the order in which they were given. */
    position: integer('position').notNull(),
    /** Encrypted: its last part is the stream key. */
    url: text('url').notNull(),
    /** What may be shown of the url. */
    maskedUrl: text('masked_url').notNull(),
    status: text('status').notNull().default('connecting').$type<TargetStatus>(),
    /** Why it is not live; null while nothing is wrong. */
    error: text('error'),
  },
  (table) => [primaryKey({ columns: [table.compositionId, table.position] })],
);

/** Who spoke when while a room was recorded by a recorder of ours; it tells who says what in the file. */
export const compositionSpeakers = pgTable(
  'composition_speakers',
  {
    compositionId: text('composition_id')
      .notNull()
      .references(() => compositions.id, { onDelete: 'cascade' }),
    identity: text('identity').notNull(),
    /** Milliseconds from the first frame. */
    fromMs: integer('from_ms').notNull(),
    toMs: integer('to_ms').notNull(),
    /** The name that they had then. */
    name: text('name').notNull(),
  },
  (table) => [primaryKey({ columns: [table.compositionId, table.fromMs, table.identity] })],
);

/** Who draws rooms: the recorder processes that are there, as they tell themselves, and LiveKit's egress as one. */
export const recorders = pgTable('recorders', {
  id: text('id').primaryKey(),
  engine: text('engine').notNull().default('browser').$type<Engine>(),
  /** How many compositions it takes at once; 0 for egress, which knows that itself. */
  capacity: integer('capacity').notNull(),
  seenAt: time('seen_at').notNull().defaultNow(),
});
