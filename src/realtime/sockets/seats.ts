import { AppError } from '../../core/errors.ts';
import type { Gateway } from '../gateway.ts';
import type { Peer, Seat } from './peer.ts';

/** Puts somebody on a seat, which they leave by `giveUpSeat`, instead of the one that they had. */
export async function moveTo(gateway: Pick<Gateway, 'hub' | 'stays'>, peer: Peer, seat: Seat): Promise<void> {
  const { seat: earlier } = peer;
  // Nobody would take them off it again.
  if (peer.isClosing) throw new AppError('gone', 'The socket has closed.');
  peer.seat = seat;
  peer.knownSince = Date.now();
  seat.hall.peers.add(peer);
  if (earlier === null) return;
  gateway.hub.leave(earlier.hall);
  if (earlier.stayId !== null && earlier.stayId !== seat.stayId) await gateway.stays.close(earlier.hall.meetingId, earlier.stayId);
}

/** Takes somebody off their seat, if they have one, whether they left or the socket has closed. */
export async function giveUpSeat({ hub, stays }: Pick<Gateway, 'hub' | 'stays'>, peer: Peer): Promise<void> {
  const { seat } = peer;
  if (seat === null) return;
  peer.seat = null;
  seat.hall.peers.delete(peer);
  hub.leave(seat.hall);
  if (seat.stayId !== null) await stays.close(seat.hall.meetingId, seat.stayId);
}
