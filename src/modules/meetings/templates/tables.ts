import { bigserial, index, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { MeetingSettings } from '../../../contracts/meetings.ts';

/** How meetings of a kind are held, to be named when one is created. */
export const meetingTemplates = pgTable(
  'meeting_templates',
  {
    id: text('id').primaryKey(),
    /** The order in which they were made. */
    seq: bigserial('seq', { mode: 'number' }).notNull(),
    workspaceId: text('workspace_id').notNull(),
    name: text('name').notNull(),
    title: text('title').notNull(),
    settings: jsonb('settings').notNull().$type<MeetingSettings>(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index('meeting_templates_list').on(table.workspaceId, table.seq.desc())],
);

export type MeetingTemplate = typeof meetingTemplates.$inferSelect;
