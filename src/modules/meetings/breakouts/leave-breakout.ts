import { type ActiveDeps, changeActive, speakerOf } from '../change-active.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { MeetingCaller } from '../meeting-caller.ts';
import { moveVisitor, tellOccupants } from './move-visitor.ts';
import { findBreakoutOf } from './repository.ts';
import { getBreakout } from './require-open.ts';
import { issueRoomToken } from './room-token.ts';

/**
 * Goes back to the main room, from this breakout or from whichever it is; whoever is there already only gets a token. A
 * 404 when the meeting has no such breakout; one that was closed may be left.
 */
export async function leaveBreakout(deps: ActiveDeps & Pick<MeetingsDeps, 'rooms'>, caller: MeetingCaller, { roomId }: { roomId?: string }) {
  const speaker = speakerOf(caller);
  await changeActive(deps, caller, async (tx, meeting, tell) => {
    if (roomId !== undefined) await getBreakout(tx, meeting.id, roomId);
    const from = await findBreakoutOf(tx, meeting.id, speaker.participantId);
    if (from === null || (roomId !== undefined && roomId !== from)) return;
    await moveVisitor(tx, meeting, tell, speaker, null);
    await tellOccupants(tx, meeting, tell);
  });
  return issueRoomToken(deps, caller, null);
}
