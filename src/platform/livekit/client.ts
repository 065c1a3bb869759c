import { createSecretKey, type KeyObject } from 'node:crypto';
import { RoomServiceClient, type VideoGrant } from 'livekit-server-sdk';
import { toAppError } from './errors.ts';
import { signJwt } from './jwt.ts';

export interface LivekitSettings {
  url: string;
  apiKey: string;
  apiSecret: string;
}

/** Calls to LiveKit's RoomService. Every failure comes out as an AppError: 404, 400, 409 or 503. */
export interface Livekit {
  /** Calls with the right to administer one room; `what` is named in the error when it is not there. */
  inRoom<T>(livekitRoom: string, what: string, call: (client: RoomServiceClient) => Promise<T>): Promise<T>;
  /** Calls with the right to list, create and delete rooms. */
  onServer<T>(call: (client: RoomServiceClient) => Promise<T>): Promise<T>;
}

const requestTimeoutSeconds = 5;
const tokenTtlSeconds = 60;

export function createLivekit(settings: LivekitSettings): Livekit {
  const secret = createSecretKey(settings.apiSecret, 'utf8');
  return {
    inRoom: (room, what, call) => attempt(what, () => call(connect(settings, secret, { roomAdmin: true, room }))),
    onServer: (call) => attempt('Room', () => call(connect(settings, secret, { roomCreate: true, roomList: true }))),
  };
}

async function attempt<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toAppError(error, what);
  }
}

/** A client is only a host and a token, so each call gets its own with a token that our own signer makes. */
function connect(settings: LivekitSettings, secret: KeyObject, grant: VideoGrant): RoomServiceClient {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: settings.apiKey, nbf: now - 5, exp: now + tokenTtlSeconds, video: grant };
  return new RoomServiceClient(settings.url, settings.apiKey, settings.apiSecret, {
    token: signJwt(claims, secret),
    requestTimeout: requestTimeoutSeconds,
    failover: false,
  });
}
