import { createHmacSha256 } from '../../core/hmac.ts';
import { signJwt } from './jwt.ts';
import { toLivekitRoom } from './room-names.ts';

/** Longer than any recording; LiveKit renews it for who is in the room. */
const ttlSeconds = 86_400;

export type IssueRecorderToken = (place: { workspaceId: string; roomId: string }, identity: string) => string;

/**
 * Tokens for the server's own ears and eyes: hidden from everybody, sending nothing, and not keeping a room open, as
 * LiveKit does for those with its `recorder` grant. No claim of ours, so that none is a credential of the API.
 */
export function createRecorderTokens({ apiKey, apiSecret }: { apiKey: string; apiSecret: string }): IssueRecorderToken {
  const sign = createHmacSha256(Buffer.from(apiSecret));
  return ({ workspaceId, roomId }, identity) => {
    const now = Math.floor(Date.now() / 1_000);
    const video = {
      roomJoin: true,
      room: toLivekitRoom(workspaceId, roomId),
      canPublish: false,
      canPublishData: false,
      canSubscribe: true,
      hidden: true,
      recorder: true,
    };
    return signJwt({ iss: apiKey, sub: identity, nbf: now, exp: now + ttlSeconds, video }, sign);
  };
}
