import { index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** Uploads under way: what one leaves in storage whose process was killed is found by its row. */
export const recordingUploads = pgTable(
  'recording_uploads',
  {
    /** Of the recording that it is to be. */
    id: text('id').primaryKey(),
    objectName: text('object_name').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index('recording_uploads_created').on(table.createdAt)],
);
