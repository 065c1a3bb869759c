import { and, isNotNull, type SQL } from 'drizzle-orm';
import type { Transaction } from '../../../platform/db/client.ts';
import { heldSeat } from '../admission/seats.ts';
import { meetingPeople } from '../tables.ts';

/** Keeps the seats of people who are there while they go from one room to another, so that nobody else takes them. */
export async function holdSeats(tx: Transaction, isOne: SQL | undefined): Promise<void> {
  await tx.update(meetingPeople).set(heldSeat).where(and(isOne, isNotNull(meetingPeople.presentSince)));
}
