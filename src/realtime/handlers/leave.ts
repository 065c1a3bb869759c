import { leaveMeeting } from '../../modules/meetings/index.ts';
import type { Gateway } from '../gateway.ts';
import { callerOf } from '../sockets/caller.ts';
import { closeCodes } from '../sockets/close-codes.ts';
import { closePeer, freePlace, type Peer } from '../sockets/peer.ts';
import { giveUpSeat } from '../sockets/seats.ts';

/** Leaves the meeting here and in LiveKit, or the door; the socket stays open. */
export async function leaveBySocket(gateway: Gateway, peer: Peer): Promise<void> {
  const caller = peer.seat?.person ? callerOf(peer) : null;
  await giveUpSeat(gateway, peer);
  if (caller) await leaveMeeting(gateway.deps.meetings, caller);
  if (peer.actor.kind === 'anonymous') await becomeStranger(gateway, peer);
}

/** Nobody knows any more whose socket it is. */
async function becomeStranger({ places }: Gateway, peer: Peer): Promise<void> {
  if (peer.place !== null) return;
  const place = await places.take(peer.network);
  if (place === null) return closePeer(peer, closeCodes.tooMany, 'This address holds too many sockets of strangers.');
  peer.place = place;
  if (peer.isClosing) freePlace(peer);
}
