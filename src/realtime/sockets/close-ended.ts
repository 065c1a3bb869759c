import type { Sql } from 'postgres';
import { unauthorized } from '../../core/errors.ts';
import { endedChannel, findHeldCredentials } from '../../modules/accounts/index.ts';
import { sendError } from '../frames/answer-frame.ts';
import type { Gateway } from '../gateway.ts';
import { closeCodes } from './close-codes.ts';
import { closePeer, type Peer } from './peer.ts';

/** From now on closes the sockets of keys and sessions that are ended, in whatever process that is done. */
export async function closeEnded(gateway: Gateway, sql: Sql): Promise<void> {
  await sql.listen(endedChannel, (ended) => closeAll(gateway, (id) => id === ended));
}

/**
 * Closes the sockets of keys and sessions that do not hold any more, though nobody has told of it: they have expired, or
 * it was told while a socket was being accepted, or nobody listened.
 */
export async function closeUnheld(gateway: Gateway): Promise<void> {
  const peers = [...gateway.peers];
  const keyIds = new Set(peers.flatMap(({ actor }) => (actor.kind === 'key' ? actor.keyId : [])));
  const sessionIds = new Set(peers.flatMap(({ actor }) => (actor.kind === 'session' ? actor.sessionId : [])));
  const asked = new Set([...keyIds, ...sessionIds]);
  if (asked.size === 0) return;
  const held = await findHeldCredentials(gateway.deps.meetings.db, { keyIds: [...keyIds], sessionIds: [...sessionIds] });
  // Whoever came while it was being asked was not asked about.
  closeAll(gateway, (id) => asked.has(id) && !held.has(id));
}

function closeAll(gateway: Gateway, isEnded: (id: string) => boolean): void {
  for (const peer of [...gateway.peers]) {
    const id = credentialOf(peer);
    if (id === null || peer.isClosing || !isEnded(id)) continue;
    const error = unauthorized('The key or session of this socket has ended.');
    sendError(gateway, peer, error);
    closePeer(peer, closeCodes.unauthorized, error.message);
  }
}

/** What a socket was authenticated by; null when by none of these. */
function credentialOf({ actor }: Peer): string | null {
  if (actor.kind === 'key') return actor.keyId;
  return actor.kind === 'session' ? actor.sessionId : null;
}
