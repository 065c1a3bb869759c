import type { IssuedToken } from '../../contracts/tokens.ts';
import { createIsoFormatter } from '../../core/iso-time.ts';
import type { TokenSubject } from '../../platform/livekit/access-tokens.ts';
import type { RoomsDeps } from './deps.ts';

/** How long a token lasts when nobody says otherwise: six hours. */
export const defaultTtlSeconds = 21_600;

const formatTime = createIsoFormatter();

/** Issues a LiveKit access token. Reads and writes nothing: the most frequent call there is. */
export function issueToken(deps: RoomsDeps, subject: TokenSubject, ttlSeconds: number): IssuedToken {
  const { token, expiresAt } = deps.accessTokens.issue(subject, Date.now(), ttlSeconds);
  return { token, url: deps.livekitPublicUrl, expiresAt: formatTime(expiresAt) };
}
