import { createHmacSha256 } from '../../core/hmac.ts';
import { signJwt } from './jwt.ts';
import { toLivekitRoom } from './room-names.ts';

/** Longer than any recording; LiveKit renews it for who is in the room. */
const ttlSeconds = 86_400;

interface Observer {
  workspaceId: string;
  roomId: string;
  identity: string;
  kind: 'recording' | 'stream' | 'transcription';
}

export type IssueRecorderToken = (observer: Observer) => string;

/**
 * Tokens for the server's own ears and eyes: hidden from everybody, sending nothing, and neither keeping a room open
 * nor taking a place in it, as LiveKit does for those with its `recorder` or `agent` grant. The first also has LiveKit
 * tell everybody that the room is being recorded, so others get the other. What writes down what is said sends text in
 * the name of who said it, which LiveKit lets agents do. No claim of ours, so that none is a credential of the API.
 */
export function createRecorderTokens({ apiKey, apiSecret }: { apiKey: string; apiSecret: string }): IssueRecorderToken {
  const sign = createHmacSha256(Buffer.from(apiSecret));
  return ({ workspaceId, roomId, identity, kind }) => {
    const now = Math.floor(Date.now() / 1_000);
    const video = {
      roomJoin: true,
      room: toLivekitRoom(workspaceId, roomId),
      canPublish: false,
      canPublishData: kind === 'transcription',
      canSubscribe: true,
      hidden: true,
      ...(kind === 'recording' ? { recorder: true } : { agent: true }),
    };
    return signJwt({ iss: apiKey, sub: identity, nbf: now, exp: now + ttlSeconds, video }, sign);
  };
}
