import { randomUUID } from 'node:crypto';
import { ParticipantInfo, Room, TrackInfo, TrackSource, TrackType, WebhookEvent } from '@livekit/protocol';
import { issuedAtAttribute } from '../../../src/platform/livekit/access-tokens.ts';
import { toLivekitRoom } from '../../../src/platform/livekit/room-names.ts';

/** A webhook of LiveKit that the bench posts, and what the customer is to get for it. */
export interface Told {
  roomId: string;
  /** The customer's event and the sid of what it is about, such as `participant_left:PA_x`. */
  key: string;
  /** LiveKit's WebhookEvent as proto3 JSON, dated now. */
  write(): string;
}

const visitsPerSession = 6;
/** A session opens, six people come, publish and leave one after another, and it closes. */
export const eventsPerSession = 2 + 3 * visitsPerSession;

/**
 * One session of a room in LiveKit's order. Each session has sids of its own. LiveKit itself never has these rooms; as
 * each is over within seconds, the reconciler, which closes only what two lists 15 s apart lack, finds none of them.
 * Should it close one while events are held up, the event that it makes has the same key as the one posted here.
 */
export function* tellSession(workspaceId: string, roomId: string): Generator<Told> {
  const room = new Room({
    sid: newSid('RM'),
    name: toLivekitRoom(workspaceId, roomId),
    emptyTimeout: 300,
    departureTimeout: 20,
    ...datesNow('creationTime'),
  });
  const tell = (event: string, key: string, parts: Partial<WebhookEvent> = {}): Told => ({
    roomId,
    key,
    write: () => new WebhookEvent({ event, id: newSid('EV'), createdAt: seconds(), room, ...parts }).toJsonString(),
  });
  yield tell('room_started', `room_created:${room.sid}`);
  for (let visit = 0; visit < visitsPerSession; visit += 1) yield* tellVisit(tell, `person-${visit}`);
  yield tell('room_finished', `room_closed:${room.sid}`);
}

function* tellVisit(
  tell: (event: string, key: string, parts: Partial<WebhookEvent>) => Told,
  identity: string,
): Generator<Told> {
  const participant = new ParticipantInfo({
    sid: newSid('PA'),
    identity,
    name: identity,
    metadata: JSON.stringify({ role: 'participant' }),
    attributes: { [issuedAtAttribute]: String(Date.now()) },
    ...datesNow('joinedAt'),
  });
  const track = new TrackInfo({ sid: newSid('TR'), type: TrackType.AUDIO, source: TrackSource.MICROPHONE });
  yield tell('participant_joined', `participant_joined:${participant.sid}`, { participant });
  yield tell('track_published', `track_published:${track.sid}`, { participant, track });
  yield tell('participant_left', `participant_left:${participant.sid}`, { participant });
}

function newSid(prefix: string): string {
  return `${prefix}_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
}

function seconds(): bigint {
  return BigInt(Math.floor(Date.now() / 1_000));
}

function datesNow(name: 'creationTime' | 'joinedAt') {
  return { [name]: seconds(), [`${name}Ms`]: BigInt(Date.now()) };
}
