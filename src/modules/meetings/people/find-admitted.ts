import { notFound } from '../../../core/errors.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import { findPerson, type PersonWithSeat } from './repository.ts';

/** Somebody who was let in, whether or not they are there; else a 404. */
export async function findAdmitted(tx: Transaction, meetingId: string, participantId: string): Promise<PersonWithSeat> {
  const person = await findPerson(tx, meetingId, participantId);
  if (person?.state !== 'admitted') throw notFound('Participant');
  return person;
}
