import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '../../../platform/db/client.ts';
import { isPresent } from '../people/repository.ts';
import { type Meeting, meetingPeople } from '../tables.ts';
import { type Breakout, breakouts, breakoutVisitors } from './tables.ts';

/** Whether the time of a meeting's breakouts is over; a worker closes them then, in a moment. */
export function areDue({ breakoutsCloseAt }: Meeting): boolean {
  return breakoutsCloseAt !== null && breakoutsCloseAt.getTime() <= Date.now();
}

/** The breakouts of a meeting that one can go to, in the order in which they were named. */
export async function findOpen(db: Queryable, meeting: Meeting): Promise<Breakout[]> {
  if (meeting.status !== 'active' || areDue(meeting)) return [];
  return db
    .select()
    .from(breakouts)
    .where(and(eq(breakouts.meetingId, meeting.id), isNull(breakouts.closedAt)))
    .orderBy(asc(breakouts.position));
}

export async function findBreakout(db: Queryable, meetingId: string, breakoutId: string): Promise<Breakout | null> {
  const [row] = await db.select().from(breakouts).where(and(eq(breakouts.id, breakoutId), eq(breakouts.meetingId, meetingId)));
  return row ?? null;
}

export interface Occupant {
  breakoutId: string;
  participantId: string;
  name: string;
}

/** Those who are in a breakout of a meeting, in the order in which they came. */
export async function findInside(db: Queryable, meetingId: string): Promise<Occupant[]> {
  const { breakoutId, participantId, name, enteredAt } = breakoutVisitors;
  const isSame = and(eq(meetingPeople.meetingId, breakoutVisitors.meetingId), eq(meetingPeople.participantId, participantId));
  return db
    .select({ breakoutId, participantId, name })
    .from(breakoutVisitors)
    .innerJoin(meetingPeople, isSame)
    .where(and(eq(breakoutVisitors.meetingId, meetingId), isPresent))
    .orderBy(asc(enteredAt), asc(participantId));
}

/** Those who were assigned to a breakout of a meeting, whether they are there or not. */
export async function findAssigned(db: Queryable, meetingId: string): Promise<Occupant[]> {
  const { breakoutId, participantId, name, createdAt } = meetingPeople;
  const rows = await db
    .select({ breakoutId, participantId, name })
    .from(meetingPeople)
    .where(and(eq(meetingPeople.meetingId, meetingId), eq(meetingPeople.state, 'admitted'), isNotNull(breakoutId)))
    .orderBy(asc(createdAt), asc(participantId));
  return rows.flatMap(({ breakoutId: id, ...rest }) => (id === null ? [] : [{ breakoutId: id, ...rest }]));
}

/** Where somebody is; null for the main room. */
export async function findBreakoutOf(db: Queryable, meetingId: string, participantId: string): Promise<string | null> {
  const [row] = await db
    .select({ breakoutId: breakoutVisitors.breakoutId })
    .from(breakoutVisitors)
    .where(isVisitor(meetingId, participantId));
  return row?.breakoutId ?? null;
}

export async function upsertVisitor(db: Queryable, visitor: Omit<typeof breakoutVisitors.$inferInsert, 'enteredAt'>): Promise<void> {
  const { breakoutId, name } = visitor;
  await db
    .insert(breakoutVisitors)
    .values(visitor)
    .onConflictDoUpdate({
      target: [breakoutVisitors.meetingId, breakoutVisitors.participantId],
      set: { breakoutId, name, enteredAt: sql`now()` },
    });
}

export async function deleteVisitor(db: Queryable, meetingId: string, participantId: string): Promise<void> {
  await db.delete(breakoutVisitors).where(isVisitor(meetingId, participantId));
}

function isVisitor(meetingId: string, participantId: string) {
  return and(eq(breakoutVisitors.meetingId, meetingId), eq(breakoutVisitors.participantId, participantId));
}
