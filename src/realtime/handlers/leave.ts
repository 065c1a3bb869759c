import { leaveMeeting } from '../../modules/meetings/index.ts';
import type { Gateway } from '../gateway.ts';
import { callerOf } from '../sockets/caller.ts';
import type { Peer } from '../sockets/peer.ts';
import { giveUpSeat } from '../sockets/seats.ts';

/** Leaves the meeting here and in LiveKit, or the door; the socket stays open. */
export async function leaveBySocket(gateway: Gateway, peer: Peer): Promise<void> {
  const caller = peer.seat?.person ? callerOf(peer) : null;
  await giveUpSeat(gateway, peer);
  if (caller) await leaveMeeting(gateway.deps.meetings, caller);
}
