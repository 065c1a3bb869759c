import { joinAgain, mintBreakoutToken } from '../../modules/meetings/index.ts';
import type { RealtimeDeps } from '../deps.ts';
import type { Mint } from '../events/give-event.ts';
import { callerOf } from '../sockets/caller.ts';

/** Makes the tokens that come with some events, for the one person who gets them. */
export function createMint({ meetings }: Pick<RealtimeDeps, 'meetings'>): Mint {
  return async (peer, { type, data: { participantId, roomId } }) => {
    if (peer.seat === null) return null;
    if (type === 'breakout:assigned' && typeof roomId === 'string') return mintBreakoutToken(meetings, callerOf(peer), roomId);
    if (type !== 'waiting-room:admitted' || typeof participantId !== 'string') return null;
    const { status: _, ...answer } = await joinAgain(meetings, peer.seat.hall.meetingId, participantId);
    return answer;
  };
}
