import { and, asc, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { Queryable } from '../../../platform/db/client.ts';
import { type Question, questions, questionUpvotes } from './tables.ts';

export type QuestionWithUpvotes = Question & { upvotes: number };

const upvotes = sql<number>`(
  select count(*)::int from ${questionUpvotes} where ${questionUpvotes.questionId} = ${questions.id}
)`.as('upvotes');
const columns = { ...getTableColumns(questions), upvotes };

export async function insertQuestion(
  db: Queryable,
  question: Pick<Question, 'id' | 'meetingId' | 'participantId' | 'participantName' | 'text'>,
): Promise<Question> {
  const [row] = await db.insert(questions).values(question).returning();
  if (!row) throw new Error('No row came back.');
  return row;
}

/** How many questions there are in a meeting, and how many of them are somebody's. */
export async function countQuestions(db: Queryable, meetingId: string, participantId: string): Promise<{ all: number; theirs: number }> {
  const [row] = await db
    .select({
      all: sql<number>`count(*)::int`,
      theirs: sql<number>`(count(*) filter (where ${questions.participantId} = ${participantId}))::int`,
    })
    .from(questions)
    .where(eq(questions.meetingId, meetingId));
  return row ?? { all: 0, theirs: 0 };
}

/** The questions of a meeting, those that most want answered first. */
export async function findQuestions(db: Queryable, meetingId: string): Promise<QuestionWithUpvotes[]> {
  return db
    .select(columns)
    .from(questions)
    .where(eq(questions.meetingId, meetingId))
    .orderBy(desc(upvotes), asc(questions.seq));
}

export async function findQuestion(db: Queryable, meetingId: string, questionId: string): Promise<QuestionWithUpvotes | null> {
  const isIt = and(eq(questions.id, questionId), eq(questions.meetingId, meetingId));
  const [row] = await db.select(columns).from(questions).where(isIt);
  return row ?? null;
}

/** @returns whether it is new. */
export async function insertUpvote(db: Queryable, upvote: Omit<typeof questionUpvotes.$inferInsert, 'upvotedAt'>): Promise<boolean> {
  const rows = await db.insert(questionUpvotes).values(upvote).onConflictDoNothing().returning();
  return rows.length > 0;
}

export async function setAnswered(db: Queryable, questionId: string, isAnswered: boolean): Promise<void> {
  await db.update(questions).set({ isAnswered }).where(eq(questions.id, questionId));
}
