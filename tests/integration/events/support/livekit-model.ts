import { ParticipantInfo, Room, TrackInfo, TrackType, WebhookEvent } from '@livekit/protocol';
import { youngMs } from '../../../../src/modules/livekit-events/reconcile.ts';
import type { Livekit } from '../../../../src/platform/livekit/client.ts';
import type { Sitting, Stay } from './history.ts';

/** A webhook as LiveKit posts it when something happens. */
export interface Told {
  /** The natural keys of the domain events that are known when this is. */
  keys: string[];
  at: number;
  body: string;
}

/** How LiveKit names things: its sids are unique, so each copy of a history has a prefix of its own. */
export interface Naming {
  roomName: string;
  prefix: string;
  /** What time 0 of the history is. */
  start: number;
}

/** Every webhook of a history, in order. Their times are whole seconds, as LiveKit's are. */
export function tellAll(sittings: Sitting[], naming: Naming): Told[] {
  return sittings.flatMap((sitting) => tellSitting(sitting, naming)).toSorted((a, b) => a.at - b.at);
}

function tellSitting(sitting: Sitting, naming: Naming): Told[] {
  const tell = (event: string, at: number, keys: string[], more: Partial<Pick<WebhookEvent, 'room' | 'participant' | 'track'>> = {}): Told => {
    const createdAt = BigInt(Math.floor((naming.start + at) / 1_000));
    return { at, keys, body: new WebhookEvent({ event, createdAt, room: toRoom(sitting, naming), ...more }).toJsonString() };
  };
  const told = [tell('room_started', sitting.openedAt, [`room_created:${sitting.sid}`])];
  for (const stay of sitting.stays) {
    const joined = `participant_joined:${stay.sid}`;
    const at = (time: number) => ({ participant: toParticipant(stay, naming, time) });
    if (!stay.isAborted) told.push(tell('participant_joined', stay.joinedAt, [joined], at(stay.joinedAt)));
    for (const track of stay.tracks) {
      // LiveKit names the room and the person, and says nothing else of them.
      const { name, sid } = toRoom(sitting, naming);
      const room = new Room({ name, sid });
      const participant = new ParticipantInfo({ sid: naming.prefix + stay.sid, identity: stay.identity });
      told.push(tell('track_published', track.at, [`track_published:${track.sid}`], { room, participant, track: toTrack(track.sid, naming) }));
    }
    const left = stay.isAborted ? 'participant_connection_aborted' : 'participant_left';
    if (stay.leftAt !== null) told.push(tell(left, stay.leftAt, [joined, `participant_left:${stay.sid}`], at(stay.leftAt)));
  }
  if (sitting.closedAt !== null) told.push(tell('room_finished', sitting.closedAt, [`room_closed:${sitting.sid}`]));
  return told;
}

/** LiveKit's lists at `now`, which may move on between two of them. */
export function modelLivekit(sittings: Sitting[], naming: Naming, clock: { now(): number; pass(): Promise<void> }): Livekit {
  const openSitting = () => sittings.find(({ openedAt, closedAt }) => openedAt <= clock.now() && isAfter(closedAt, clock.now()));
  const presentIn = ({ stays }: Sitting) => stays.filter(({ joinedAt, leftAt }) => joinedAt <= clock.now() && isAfter(leftAt, clock.now()));
  const answer = async <T>(value: T) => {
    await clock.pass();
    return value;
  };
  const client = {
    listRooms: () => answer([openSitting()].flatMap((sitting) => (sitting ? [toRoom(sitting, naming)] : []))),
    listParticipants: () => {
      const sitting = openSitting();
      return answer(sitting ? presentIn(sitting).map((stay) => toParticipant(stay, naming, clock.now())) : []);
    },
  } as unknown as Parameters<Parameters<Livekit['onServer']>[0]>[0];
  return {
    onServer: (call) => call(client),
    inRoom: (_room, _what, call) => call(client),
    // There is none, so whatever is asked has an empty list as its answer.
    ingress: async () => [] as never,
    egress: async () => [] as never,
    listParticipants: () => client.listParticipants(naming.roomName),
  };
}

/** The keys of all that lists at `now` show and that is told by them. */
export function keysShown(sittings: Sitting[], now: number): string[] {
  return sittings
    .filter(({ openedAt, closedAt }) => openedAt <= now - youngMs && isAfter(closedAt, now))
    .flatMap(({ sid, stays }) => [
      `room_created:${sid}`,
      ...stays
        .filter(({ joinedAt, leftAt }) => joinedAt <= now && isAfter(leftAt, now))
        .flatMap((stay) => [
          `participant_joined:${stay.sid}`,
          ...stay.tracks.filter(({ at }) => at <= now).map((track) => `track_published:${track.sid}`),
        ]),
    ]);
}

function isAfter(time: number | null, now: number): boolean {
  return time === null || time > now;
}

function toRoom({ sid, openedAt }: Sitting, { prefix, roomName, start }: Naming): Room {
  const ms = start + openedAt;
  return new Room({ sid: prefix + sid, name: roomName, creationTimeMs: BigInt(ms), creationTime: BigInt(Math.floor(ms / 1_000)) });
}

function toParticipant(stay: Stay, naming: Naming, now: number): ParticipantInfo {
  const ms = naming.start + stay.joinedAt;
  return new ParticipantInfo({
    sid: naming.prefix + stay.sid,
    identity: stay.identity,
    name: stay.identity,
    joinedAtMs: BigInt(ms),
    joinedAt: BigInt(Math.floor(ms / 1_000)),
    tracks: stay.tracks.filter(({ at }) => at <= now).map(({ sid }) => toTrack(sid, naming)),
  });
}

function toTrack(sid: string, { prefix }: Naming): TrackInfo {
  return new TrackInfo({ sid: prefix + sid, type: TrackType.AUDIO });
}
