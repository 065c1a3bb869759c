import { bigserial, boolean, index, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { meetings } from '../tables.ts';

const time = (name: string) => timestamp(name, { withTimezone: true });

/** What people ask the hosts in front of everybody. */
export const questions = pgTable(
  'meeting_questions',
  {
    id: text('id').primaryKey(),
    seq: bigserial('seq', { mode: 'number' }).notNull(),
    meetingId: text('meeting_id').notNull().references(() => meetings.id, { onDelete: 'cascade' }),
    participantId: text('participant_id').notNull(),
    /** As they were called then. */
    participantName: text('participant_name').notNull(),
    text: text('text').notNull(),
    isAnswered: boolean('is_answered').notNull().default(false),
    createdAt: time('created_at').notNull().defaultNow(),
  },
  (table) => [index('meeting_questions_list').on(table.meetingId, table.participantId)],
);

export type Question = typeof questions.$inferSelect;

/** Who wants a question answered, once each. */
export const questionUpvotes = pgTable(
  'meeting_question_upvotes',
  {
    questionId: text('question_id').notNull().references(() => questions.id, { onDelete: 'cascade' }),
    participantId: text('participant_id').notNull(),
    upvotedAt: time('upvoted_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.questionId, table.participantId] })],
);
