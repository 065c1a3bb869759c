import { ListParticipantsRequest, ListParticipantsResponse, type ParticipantInfo } from '@livekit/protocol';
import { EgressClient, IngressClient, RoomServiceClient, type VideoGrant } from 'livekit-server-sdk';
import { createHmacSha256 } from '../../core/hmac.ts';
import { toAppError } from './errors.ts';
import { signJwt } from './jwt.ts';
import { shareCalls } from './share-calls.ts';
import { createRoomServiceCaller } from './twirp.ts';

export interface LivekitSettings {
  url: string;
  apiKey: string;
  apiSecret: string;
}

/** Calls to LiveKit's API. Every failure comes out as an AppError: 404, 400, 409 or 503. */
export interface Livekit {
  /** Calls with the right to administer one room; `what` is named in the error when it is not there. */
  inRoom<T>(livekitRoom: string, what: string, call: (client: RoomServiceClient) => Promise<T>): Promise<T>;
  /** Calls with the right to list, create and delete rooms. */
  onServer<T>(call: (client: RoomServiceClient) => Promise<T>): Promise<T>;
  /** Calls with the right to list, create and delete ingress, which all are of the whole server. */
  ingress<T>(call: (client: IngressClient) => Promise<T>): Promise<T>;
  /** Calls with the right to record and broadcast, for every room of the server. */
  egress<T>(call: (client: EgressClient) => Promise<T>, timeoutSeconds?: number): Promise<T>;
  /** Everybody in a room, also the server's own; empty for a room that is not open. Callers may share the answer. */
  listParticipants(livekitRoom: string): Promise<readonly ParticipantInfo[]>;
}

type Hmac = (text: string) => string;

const requestTimeoutSeconds = 5;
const tokenTtlSeconds = 60;

export function createLivekit(settings: LivekitSettings): Livekit {
  const hmac = createHmacSha256(Buffer.from(settings.apiSecret));
  const callRoomService = createRoomServiceCaller(settings.url, requestTimeoutSeconds * 1000);
  const list = async (room: string) => {
    const token = signToken(settings, hmac, { roomAdmin: true, room });
    const answer = await callRoomService('ListParticipants', token, new ListParticipantsRequest({ room }).toBinary());
    return ListParticipantsResponse.fromBinary(answer).participants;
  };
  return {
    inRoom: (room, what, call) => attempt(what, () => call(connect(RoomServiceClient, settings, hmac, { roomAdmin: true, room }))),
    onServer: (call) =>
      attempt('Room', () => call(connect(RoomServiceClient, settings, hmac, { roomCreate: true, roomList: true }))),
    ingress: (call) => attempt('Ingress', () => call(connect(IngressClient, settings, hmac, { ingressAdmin: true }))),
    egress: (call, timeoutSeconds) =>
      attempt('Egress', () => call(connect(EgressClient, settings, hmac, { roomRecord: true }, timeoutSeconds))),
    listParticipants: shareCalls((room) => attempt('Room', () => list(room))),
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
function connect<Client>(
  Client: new (...args: ConstructorParameters<typeof RoomServiceClient>) => Client,
  settings: LivekitSettings,
  hmac: Hmac,
  grant: VideoGrant,
  requestTimeout = requestTimeoutSeconds,
): Client {
  return new Client(settings.url, settings.apiKey, settings.apiSecret, {
    token: signToken(settings, hmac, grant),
    requestTimeout,
    failover: false,
  });
}

function signToken({ apiKey }: LivekitSettings, hmac: Hmac, grant: VideoGrant): string {
  const now = Math.floor(Date.now() / 1000);
  return signJwt({ iss: apiKey, nbf: now - 5, exp: now + tokenTtlSeconds, video: grant }, hmac);
}
