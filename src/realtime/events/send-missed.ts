import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../platform/db/client.ts';
import { readEvents } from '../../modules/meetings/index.ts';
import type { Peer } from '../sockets/peer.ts';
import { deliverMinted, type Mint, toFrame } from './give-event.ts';

const pageSize = 200;
/** Bytes that may wait while more is read. */
const fullBuffer = 256 * 1024;
const lookEveryMs = 10;

/** Sends somebody the stored events after one number up to another that are for them, as fast as they read. */
export async function sendMissed(db: Database, mint: Mint, peer: Peer, after: number, to: number): Promise<void> {
  peer.seq = after;
  while (peer.seq < to && !peer.isClosing && peer.seat !== null) {
    const events = await readEvents(db, peer.seat.hall.meetingId, { after: peer.seq, to, limit: pageSize });
    for (const event of events) await deliverMinted(mint, peer, event, toFrame(event));
    if (events.length < pageSize) peer.seq = Math.max(peer.seq, to);
    while (peer.socket.bufferedAmount > fullBuffer && !peer.isClosing && isOpen(peer)) await sleep(lookEveryMs);
  }
}

function isOpen({ socket }: Peer): boolean {
  return socket.readyState === socket.OPEN;
}
