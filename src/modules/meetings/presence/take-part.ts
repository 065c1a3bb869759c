import { AppError } from '../../../core/errors.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import { requireStarted, requireWelcome } from '../admission/refusals.ts';
import type { MeetingsDeps } from '../deps.ts';
import { changeMeeting, type Tell } from '../events/change-meeting.ts';
import { type MeetingCaller, participantIdOf, placeOf } from '../meeting-caller.ts';
import { findPerson, type PersonWithSeat } from '../people/repository.ts';
import type { Meeting } from '../tables.ts';

/**
 * A change that somebody makes who was let in. Throws a 410 or 409 when the meeting is not under way, a 403 for who was
 * not let in.
 */
export async function takePart(
  deps: Pick<MeetingsDeps, 'db' | 'fanout'>,
  caller: MeetingCaller,
  act: (tx: Transaction, meeting: Meeting, person: PersonWithSeat, tell: Tell) => Promise<void>,
): Promise<void> {
  const participantId = participantIdOf(caller);
  await changeMeeting(deps, placeOf(caller), async (tx, meeting, tell) => {
    requireStarted(meeting);
    const person = await findPerson(tx, meeting.id, participantId);
    requireWelcome(person ? [person] : []);
    if (person?.state !== 'admitted') throw new AppError('forbidden', 'You were not let in to this meeting.');
    await act(tx, meeting, person, tell);
  });
}
