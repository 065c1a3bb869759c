import { and, count, eq } from 'drizzle-orm';
import type { Transaction } from '../../../platform/db/client.ts';
import type { Tell } from '../events/change-meeting.ts';
import type { Person } from '../people/repository.ts';
import { meetingPeople } from '../tables.ts';
import { isAtTheDoor } from './at-the-door.ts';

/** Tells the hosts that somebody waits, or no longer does. Called when it is written. */
export async function tellWaiting(tx: Transaction, tell: Tell, person: Person, isRemoved = false): Promise<void> {
  const { meetingId, waitingId, name } = person;
  const [waiting] = await tx.select({ count: count() }).from(meetingPeople).where(and(eq(meetingPeople.meetingId, meetingId), isAtTheDoor));
  const data = { waitingId, name, count: waiting?.count ?? 0, ...(isRemoved ? { removed: true } : {}) };
  tell({ type: 'waiting-room:participant-waiting', audience: 'hosts', data });
}

/** Tells somebody, whose state says it already, that they were let in or turned away; and the hosts. */
export async function tellNoLongerWaiting(tx: Transaction, tell: Tell, person: Person): Promise<void> {
  const audience = `waiting:${person.waitingId}` as const;
  if (person.state === 'denied') tell({ type: 'waiting-room:denied', audience, data: { message: 'The host did not admit you to this meeting.' } });
  else tell({ type: 'waiting-room:admitted', audience, data: { participantId: person.participantId } });
  await tellWaiting(tx, tell, person, true);
}
