import { bigserial, boolean, index, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { meetings } from '../tables.ts';

const time = (name: string) => timestamp(name, { withTimezone: true });

export type PollType = 'multiple_choice' | 'yes_no' | 'rating';

/** One of the answers to choose from. */
export interface PollOption {
  /** Unique within its poll. */
  id: string;
  text: string;
}

/** Questions that a host puts to everybody, with answers to choose from. */
export const polls = pgTable(
  'meeting_polls',
  {
    id: text('id').primaryKey(),
    seq: bigserial('seq', { mode: 'number' }).notNull(),
    meetingId: text('meeting_id').notNull().references(() => meetings.id, { onDelete: 'cascade' }),
    question: text('question').notNull(),
    type: text('type').notNull().$type<PollType>(),
    options: jsonb('options').notNull().$type<PollOption[]>(),
    isOpen: boolean('is_open').notNull().default(true),
    createdAt: time('created_at').notNull().defaultNow(),
  },
  (table) => [index('meeting_polls_list').on(table.meetingId, table.seq)],
);

export type Poll = typeof polls.$inferSelect;

/** One vote each. Results are counted from these. */
export const pollVotes = pgTable(
  'meeting_poll_votes',
  {
    pollId: text('poll_id').notNull().references(() => polls.id, { onDelete: 'cascade' }),
    participantId: text('participant_id').notNull(),
    optionId: text('option_id').notNull(),
    votedAt: time('voted_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.pollId, table.participantId] })],
);
