import { and, asc, count, eq, inArray } from 'drizzle-orm';
import type { Queryable } from '../../../platform/db/client.ts';
import { meetingPeople } from '../tables.ts';
import { type PersonView, toPersonView } from './person-view.ts';
import { isPresent, personColumns } from './repository.ts';

/** Those who are in a meeting, in LiveKit or on the gateway, in the order in which they came. */
export async function listPeople(db: Queryable, meetingId: string): Promise<PersonView[]> {
  const people = await db
    .select(personColumns)
    .from(meetingPeople)
    .where(and(eq(meetingPeople.meetingId, meetingId), isPresent))
    .orderBy(asc(meetingPeople.presentSince), asc(meetingPeople.participantId));
  return people.map(toPersonView);
}

/** How many people are in each of some meetings; one in which nobody is has no entry. */
export async function countPeople(db: Queryable, meetingIds: readonly string[]): Promise<Map<string, number>> {
  if (meetingIds.length === 0) return new Map();
  const { meetingId } = meetingPeople;
  const rows = await db
    .select({ meetingId, count: count() })
    .from(meetingPeople)
    .where(and(inArray(meetingId, [...meetingIds]), isPresent))
    .groupBy(meetingId);
  return new Map(rows.map((row) => [row.meetingId, row.count]));
}
