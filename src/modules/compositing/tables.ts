import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { Engine, Picture } from '../../contracts/composing.ts';

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
    stopRequestedAt: time('stop_requested_at'),
    /** The process that captured it ended; what there was until then was kept. */
    isInterrupted: boolean('is_interrupted').notNull().default(false),
    error: text('error'),
    /** The recorder that works on it, for as long as it renews its lease. */
    holder: text('holder'),
    leaseUntil: time('lease_until'),
    file: jsonb('file').$type<ComposedFile>(),
    createdAt: time('created_at').notNull().defaultNow(),
    /** Its first frame. */
    startedAt: time('started_at'),
    /** Its last. */
    stoppedAt: time('stopped_at'),
  },
  (table) => [index('compositions_open').on(table.createdAt).where(sql`${table.state} not in ('done', 'failed')`)],
);

export type Composition = typeof compositions.$inferSelect;

/** A file that was checked in storage. */
export interface ComposedFile {
  objectName: string;
  mimeType: string;
  sizeBytes: number;
  durationSeconds: number;
}

/** The recorder processes that are there, as they tell themselves. */
export const recorders = pgTable('recorders', {
  id: text('id').primaryKey(),
  /** How many compositions it takes at once. */
  capacity: integer('capacity').notNull(),
  seenAt: time('seen_at').notNull().defaultNow(),
});
