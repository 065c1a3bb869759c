import { getTableColumns, sql } from 'drizzle-orm';
import { bigserial, index, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { tsvector } from '../../../platform/db/text-search.ts';
import { meetings } from '../tables.ts';

const time = (name: string) => timestamp(name, { withTimezone: true });

/** What people wrote to everybody in a meeting. `seq` grows in the order in which it was said. */
export const chatMessages = pgTable(
  'meeting_chat_messages',
  {
    id: text('id').primaryKey(),
    seq: bigserial('seq', { mode: 'number' }).notNull(),
    meetingId: text('meeting_id').notNull().references(() => meetings.id, { onDelete: 'cascade' }),
    participantId: text('participant_id').notNull(),
    /** As they were called then. */
    participantName: text('participant_name').notNull(),
    text: text('text').notNull(),
    replyTo: text('reply_to'),
    createdAt: time('created_at').notNull(),
    /** What it is found by: see platform/db/text-search.ts. */
    search: tsvector('search').notNull().default(sql`''`),
  },
  (table) => [
    index('meeting_chat_messages_list').on(table.meetingId, table.seq),
    index('meeting_chat_messages_search').using('gin', table.search),
  ],
);

/** All of a message but what it is found by, which nobody reads. */
const { search: _, ...columns } = getTableColumns(chatMessages);
export const messageColumns = columns;
export type ChatMessage = Omit<typeof chatMessages.$inferSelect, 'search'>;

/** Each emoji that somebody put on a message, once. */
export const chatReactions = pgTable(
  'meeting_chat_reactions',
  {
    messageId: text('message_id').notNull().references(() => chatMessages.id, { onDelete: 'cascade' }),
    participantId: text('participant_id').notNull(),
    emoji: text('emoji').notNull(),
    createdAt: time('created_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.messageId, table.participantId, table.emoji] })],
);
