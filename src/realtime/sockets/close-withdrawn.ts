import type { Sql } from 'postgres';
import { meetingOfRoom } from '../../contracts/meetings.ts';
import { findOuts, isOutOf, type Out, outsChannel } from '../../modules/rooms/index.ts';
import type { Gateway } from '../gateway.ts';
import { closeCodes } from './close-codes.ts';
import { closePeer, type Peer } from './peer.ts';

/** The event that tells somebody why comes by another way, and may be behind. */
const patienceMs = 300;

/** From now on closes sockets of people whose tokens are ended, in whatever process that is decided. */
export async function closeWithdrawn(gateway: Gateway, sql: Sql, onError: (error: unknown) => void): Promise<void> {
  const take = (text: string) => void closeAll(gateway, [JSON.parse(text) as Out]).catch(onError);
  let wasListening = false;
  // What was ended while the connection was lost is asked for.
  const lookBack = () => {
    if (wasListening) void closeMissed(gateway).catch(onError);
    wasListening = true;
  };
  await sql.listen(outsChannel, take, lookBack);
}

async function closeMissed(gateway: Gateway): Promise<void> {
  const peers = [...gateway.peers];
  const workspaceIds = new Set(peers.map((peer) => holderOf(peer)?.workspaceId).filter((id) => id !== undefined));
  const since = Math.min(...peers.map(({ knownSince }) => knownSince));
  if (workspaceIds.size > 0) await closeAll(gateway, await findOuts(gateway.deps.meetings.db, [...workspaceIds], since));
}

async function closeAll(gateway: Gateway, outs: readonly Out[]): Promise<void> {
  const out = [...gateway.peers].filter((peer) => outs.some((each) => concerns(each, peer)));
  if (out.length === 0) return;
  const halls = new Set(out.map(({ seat }) => seat?.hall).filter((hall) => hall !== undefined));
  await Promise.allSettled([...halls].map((hall) => gateway.hub.catchUp(hall)));
  setTimeout(() => {
    for (const peer of out) closePeer(peer, closeCodes.removed, 'You were removed.');
  }, patienceMs);
}

function concerns(out: Out, peer: Peer): boolean {
  const holder = holderOf(peer);
  return holder !== null && peer.knownSince <= out.before && isOutOf(out, holder, holder.identity);
}

/** Whom a socket stands for in LiveKit's room. */
function holderOf({ seat, actor }: Peer) {
  if (seat?.person) return { workspaceId: seat.hall.workspaceId, roomId: seat.hall.meetingId, identity: seat.person.participantId };
  if (actor.kind !== 'participant') return null;
  return { workspaceId: actor.workspaceId, roomId: meetingOfRoom(actor.roomId), identity: actor.identity };
}
