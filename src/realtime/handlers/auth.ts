import { AppError, unauthorized } from '../../core/errors.ts';
import { authenticateBearer } from '../../http/authentication.ts';
import type { Gateway } from '../gateway.ts';
import { freePlace, type Peer } from '../sockets/peer.ts';

const deadlineMs = 5_000;

/**
 * Says who is there, as the first frame: an API key or an access token of a participant. A 401, which closes the socket,
 * for anything else.
 */
export async function authenticateSocket(gateway: Gateway, peer: Peer, { token }: { token: string }): Promise<void> {
  if (peer.hasSent || Date.now() - peer.connectedAt > deadlineMs) {
    throw unauthorized('`auth` must be the first frame, within 5 seconds.');
  }
  try {
    peer.actor = await authenticateBearer(gateway.deps.authenticator, token);
  } catch (error) {
    // So that keys cannot be guessed quickly.
    if (error instanceof AppError && error.code === 'unauthorized') await gateway.deps.rateLimiter.take('ip', peer.network);
    throw error;
  }
  peer.knownSince = Date.now();
  freePlace(peer);
}
