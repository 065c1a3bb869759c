import { index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

const time = (name: string) => timestamp(name, { withTimezone: true });

/** Files whose length and pictures are yet to be found out. A row goes when that is done, or was tried in vain. */
export const recordingPreviews = pgTable(
  'recording_previews',
  {
    recordingId: text('recording_id').primaryKey(),
    /** Of the file. The recording may be gone before its pictures are made. */
    objectName: text('object_name').notNull(),
    tries: integer('tries').notNull().default(0),
    /** Who works on it, until when if nothing more is heard of them; with nobody: not before then. */
    holder: text('holder'),
    leaseUntil: time('lease_until').notNull().defaultNow(),
  },
  (table) => [index('recording_previews_due').on(table.leaseUntil)],
);

export type PreviewTask = typeof recordingPreviews.$inferSelect;
