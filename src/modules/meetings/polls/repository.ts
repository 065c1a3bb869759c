import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Queryable } from '../../../platform/db/client.ts';
import { type Poll, polls, pollVotes } from './tables.ts';

export async function insertPoll(db: Queryable, poll: Pick<Poll, 'id' | 'meetingId' | 'question' | 'type' | 'options'>): Promise<Poll> {
  const [row] = await db.insert(polls).values(poll).returning();
  if (!row) throw new Error('No row came back.');
  return row;
}

/** The polls of a meeting, in the order in which they were made. */
export async function findPolls(db: Queryable, meetingId: string): Promise<Poll[]> {
  return db.select().from(polls).where(eq(polls.meetingId, meetingId)).orderBy(asc(polls.seq));
}

export async function countPolls(db: Queryable, meetingId: string): Promise<number> {
  return db.$count(polls, eq(polls.meetingId, meetingId));
}

export async function findPoll(db: Queryable, meetingId: string, pollId: string): Promise<Poll | null> {
  const [row] = await db.select().from(polls).where(and(eq(polls.id, pollId), eq(polls.meetingId, meetingId)));
  return row ?? null;
}

export async function markClosed(db: Queryable, pollId: string): Promise<void> {
  await db.update(polls).set({ isOpen: false }).where(eq(polls.id, pollId));
}

/** Gives or moves somebody's one vote. @returns whether that changed anything. */
export async function upsertVote(db: Queryable, vote: Pick<typeof pollVotes.$inferInsert, 'pollId' | 'participantId' | 'optionId'>): Promise<boolean> {
  const rows = await db
    .insert(pollVotes)
    .values(vote)
    .onConflictDoUpdate({
      target: [pollVotes.pollId, pollVotes.participantId],
      set: { optionId: vote.optionId, votedAt: sql`now()` },
      setWhere: ne(pollVotes.optionId, vote.optionId),
    })
    .returning({ optionId: pollVotes.optionId });
  return rows.length > 0;
}

/** How many chose an option; nothing for one that nobody chose. */
export interface Votes {
  pollId: string;
  optionId: string;
  count: number;
}

export async function countVotes(db: Queryable, pollIds: string[]): Promise<Votes[]> {
  if (pollIds.length === 0) return [];
  const count = sql<number>`count(*)::int`;
  return db
    .select({ pollId: pollVotes.pollId, optionId: pollVotes.optionId, count })
    .from(pollVotes)
    .where(inArray(pollVotes.pollId, pollIds))
    .groupBy(pollVotes.pollId, pollVotes.optionId);
}
