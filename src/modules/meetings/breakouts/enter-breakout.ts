import { forbidden } from '../../../core/errors.ts';
import { type ActiveDeps, changeActive, speakerOf } from '../change-active.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { MeetingCaller } from '../meeting-caller.ts';
import { findPerson } from '../people/repository.ts';
import { moveVisitor, tellOccupants } from './move-visitor.ts';
import { getOpenBreakout } from './require-open.ts';
import { issueRoomToken } from './room-token.ts';

/**
 * Goes to a breakout: the one that the caller is assigned to, or any for a host. A 403 for another one, a 404 when the
 * meeting has no such, a 410 when it was closed.
 */
export async function enterBreakout(deps: ActiveDeps & Pick<MeetingsDeps, 'rooms'>, caller: MeetingCaller, { roomId }: { roomId: string }) {
  const speaker = speakerOf(caller);
  await changeActive(deps, caller, async (tx, meeting, tell) => {
    const { id } = await getOpenBreakout(tx, meeting, roomId);
    const person = await findPerson(tx, meeting.id, speaker.participantId);
    if (!caller.isHost && person?.breakoutId !== id) throw forbidden('You are not assigned to this breakout.');
    if (await moveVisitor(tx, meeting, tell, speaker, id)) await tellOccupants(tx, meeting, tell);
  });
  // Once it was closed, no token for it counts, whenever it was made.
  return issueRoomToken(deps, caller, roomId);
}
