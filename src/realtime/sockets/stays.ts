import { AppError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import { beat, closeGatewayStay, type MeetingsDeps, openGatewayStay } from '../../modules/meetings/index.ts';
import { callerOf } from './caller.ts';
import { closeCodes } from './close-codes.ts';
import { closePeer, type Peer } from './peer.ts';

/** Who of a meeting is there by a socket of this process, as it is written down. */
export interface Stays {
  /** Writes that somebody is there. Throws what a join throws when they may not be. */
  open(peer: Peer): Promise<void>;
  /** Writes that they are not; when that fails it is done with a later beat. */
  close(meetingId: string, stayId: string): Promise<void>;
  /**
   * A sign of life, to be given every 5 s. Opens all anew when this process was given up meanwhile, and closes the socket
   * of whoever may not be there any more.
   */
  beat(peers: Iterable<Peer>): Promise<void>;
  /** Closes no more: what is open ends by itself when nothing is heard of this process any longer. */
  leaveOpen(): void;
}

export function createStays(deps: MeetingsDeps, onError: (error: unknown) => void): Stays {
  const processId = newId('gw');
  const unclosed = new Map<string, string>();
  /** Whose stays were closed when this process was given up. */
  const givenUp = new Set<Peer>();
  let isLeaving = false;
  const open = async (peer: Peer, stayId: string) => {
    const { seat } = peer;
    if (seat === null) return;
    await openGatewayStay(deps, callerOf(peer), stayId, processId);
    // They left while it was being written.
    if (peer.seat === seat) seat.stayId = stayId;
    else await close(seat.hall.meetingId, stayId);
  };
  const close = async (meetingId: string, stayId: string) => {
    if (isLeaving) return;
    unclosed.set(stayId, meetingId);
    try {
      await closeGatewayStay(deps, meetingId, stayId);
      unclosed.delete(stayId);
    } catch (error) {
      onError(error);
    }
  };
  const reopen = async (peer: Peer) => {
    const stayId = peer.seat?.stayId;
    try {
      if (stayId) await open(peer, stayId);
    } catch (error) {
      // With the next beat.
      if (!(error instanceof AppError)) return onError(error);
      closePeer(peer, closeCodes.left, error.message);
    }
    givenUp.delete(peer);
  };
  return {
    open: (peer) => open(peer, peer.seat?.stayId ?? newId('stay')),
    close,
    async beat(peers) {
      if (await beat(deps, processId)) for (const peer of peers) givenUp.add(peer);
      for (const [stayId, meetingId] of [...unclosed]) await close(meetingId, stayId);
      for (const peer of [...givenUp]) await reopen(peer);
    },
    leaveOpen() {
      isLeaving = true;
    },
  };
}
