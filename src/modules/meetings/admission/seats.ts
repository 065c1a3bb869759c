import { and, count, eq, sql } from 'drizzle-orm';
import { AppError } from '../../../core/errors.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import { type Meeting, meetingPeople } from '../tables.ts';

/** For how long a seat is held for somebody who was let in and is not there yet. */
export const holdSeconds = 60;

const heldUntil = sql`now() + ${holdSeconds} * interval '1 second'`;

/** The columns of somebody for whom a seat is held. Who is there keeps the one that they have. */
export const heldSeat = { heldUntil, seatUntil: sql`greatest(${meetingPeople.seatUntil}, ${heldUntil})` };
/** The same for somebody new. */
export const newSeat = { heldUntil, seatUntil: heldUntil };

/** How many more people a meeting holds; the transaction must hold its row's lock. May be negative. */
export async function countFreeSeats(tx: Transaction, { id, maxParticipants }: Meeting): Promise<number> {
  const isTaken = and(eq(meetingPeople.meetingId, id), eq(meetingPeople.state, 'admitted'), sql`${meetingPeople.seatUntil} > now()`);
  const [taken] = await tx.select({ count: count() }).from(meetingPeople).where(isTaken);
  return maxParticipants - (taken?.count ?? 0);
}

/** Throws a 409 when there is no seat for somebody who has none yet. */
export async function requireSeat(tx: Transaction, meeting: Meeting, person: { hasSeat: boolean; state: string } | null): Promise<void> {
  if (person?.hasSeat && person.state === 'admitted') return;
  if ((await countFreeSeats(tx, meeting)) > 0) return;
  throw new AppError('meeting-full', 'Every seat in this meeting is taken.');
}
