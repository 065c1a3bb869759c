import { forbidden } from '../../core/errors.ts';
import type { MeetingsDeps } from './deps.ts';
import { changeMeeting, type MeetingChange } from './events/change-meeting.ts';
import { requireActive } from './lifecycle/require-active.ts';
import { type MeetingCaller, participantIdOf, placeOf } from './meeting-caller.ts';

/** What it takes to change something of a meeting while it is held. */
export type ActiveDeps = Pick<MeetingsDeps, 'db' | 'fanout' | 'billing'>;

/**
 * Changes something of a meeting while it is held: a 409 before it has begun, a 410 when it is over, and a 404 when it is
 * not one of the caller's workspace.
 */
export async function changeActive<T>(
  deps: ActiveDeps,
  caller: MeetingCaller,
  change: MeetingChange<T>,
): Promise<T> {
  return changeMeeting(deps, placeOf(caller), async (tx, meeting, tell) => {
    return change(tx, await requireActive(tx, meeting, deps), tell);
  });
}

/** Somebody who acts in a meeting as themselves. */
export interface Speaker {
  participantId: string;
  name: string;
}

/** Who is acting; a 403 for whoever is nobody in the meeting, such as a key or an admin token. */
export function speakerOf(caller: MeetingCaller): Speaker {
  return { participantId: participantIdOf(caller), name: caller.name ?? '' };
}

/** The same for what hosts leave to the others: voting, upvoting and asking. */
export function audienceMemberOf(caller: MeetingCaller): Speaker {
  if (caller.isHost) throw forbidden('A host may not vote, upvote or ask.');
  return speakerOf(caller);
}
