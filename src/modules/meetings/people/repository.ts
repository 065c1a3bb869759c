import { and, eq, getTableColumns, isNotNull, sql } from 'drizzle-orm';
import type { Queryable } from '../../../platform/db/client.ts';
import { type MeetingPerson, meetingPeople } from '../tables.ts';

const { seatUntil, ...rest } = getTableColumns(meetingPeople);

/** `seatUntil` may be `infinity`, which is no Date: ask `hasSeat`. */
export const personColumns = rest;

/** They are in the meeting, or a seat is held for them. */
export const hasSeat = sql<boolean>`coalesce(${seatUntil} > now(), false)`;

export type Person = Omit<MeetingPerson, 'seatUntil'>;
export type PersonWithSeat = Person & { hasSeat: boolean };

/** Null when nobody of a meeting has this id. */
export async function findPerson(db: Queryable, meetingId: string, participantId: string): Promise<PersonWithSeat | null> {
  const [person] = await db
    .select({ ...personColumns, hasSeat })
    .from(meetingPeople)
    .where(isPerson(meetingId, participantId));
  return person ?? null;
}

/** Writes what has changed of a person. */
export async function updatePerson(
  db: Queryable,
  { meetingId, participantId }: Pick<Person, 'meetingId' | 'participantId'>,
  change: Parameters<ReturnType<typeof db.update<typeof meetingPeople>>['set']>[0],
): Promise<PersonWithSeat> {
  const [updated] = await db
    .update(meetingPeople)
    .set(change)
    .where(isPerson(meetingId, participantId))
    .returning({ ...personColumns, hasSeat });
  if (!updated) throw new Error('There is no such person in this meeting.');
  return updated;
}

function isPerson(meetingId: string, participantId: string) {
  return and(eq(meetingPeople.meetingId, meetingId), eq(meetingPeople.participantId, participantId));
}

/** Those who are in a meeting now. */
export const isPresent = and(eq(meetingPeople.state, 'admitted'), isNotNull(meetingPeople.presentSince));
