import { eq } from 'drizzle-orm';
import { AppError, forbidden, unauthorized } from '../../../core/errors.ts';
import { hashSecret } from '../../../core/hash-secret.ts';
import type { MeetingsDeps } from '../deps.ts';
import { personColumns } from '../people/repository.ts';
import { findMeeting } from '../repository.ts';
import { meetingPeople } from '../tables.ts';
import type { Joined } from './join-answer.ts';
import { joinAgain } from './join-meeting.ts';
import { requireNotOver } from './refusals.ts';
import { seeWaiting } from './still-waiting.ts';

/** How it stands with somebody who waits. */
export type WaitingStatus = { status: 'waiting' | 'denied' } | (Omit<Joined, 'status'> & { status: 'admitted' });

/**
 * Tells somebody who waits, and so is still there, how it stands; whoever was let in gets what a join answers, with a token made now. A 401 for
 * a waiting token that is wrong, a 403 for another's and for somebody who was removed, a 409 when the seat that was held
 * for them is gone, a 410 when the meeting is over.
 */
export async function getWaiting(deps: MeetingsDeps, meetingId: string, waitingId: string, waitingToken: string | null): Promise<WaitingStatus> {
  if (waitingToken === null) throw unauthorized('Send the waiting token as `Authorization: Bearer …`.');
  const isHolder = eq(meetingPeople.waitingTokenHash, hashSecret(waitingToken));
  const [person] = await deps.db.select(personColumns).from(meetingPeople).where(isHolder);
  if (!person) throw unauthorized('This waiting token is wrong.');
  if (person.meetingId !== meetingId || person.waitingId !== waitingId) throw forbidden('This waiting token is of somebody else.');
  const meeting = await findMeeting(deps.db, { meetingId });
  if (meeting) requireNotOver(meeting);
  const { state, participantId } = person;
  if (state === 'kicked') throw new AppError('kicked', 'The host removed you from this meeting.');
  if (state === 'waiting') await seeWaiting(deps, [waitingId]);
  if (state !== 'admitted') return { status: state };
  return { ...(await joinAgain(deps, meetingId, participantId)), status: 'admitted' };
}
