import { ParticipantKind, type RemoteParticipant, type Room, Track } from 'livekit-client';
import { reservedIdentityPrefix } from '../../../src/contracts/identifiers.ts';
import { nameOf } from '../room/live/name-of.ts';

/** Somebody in the room, as far as a picture of it cares. */
export interface Person {
  identity: string;
  name: string;
  /** Milliseconds since 1970. */
  joinedAt: number;
  /** 0 silent to 1 loud; 0 when they are not said to be speaking. */
  loudness: number;
  isMuted: boolean;
  /** The track of their camera; null when it is off. */
  cameraSid: string | null;
  /** The track of their screen; null when they share none. */
  screenSid: string | null;
  /** Whether they take part; others only watch. */
  hasPlace: boolean;
}

/** Everybody in the room, in the order in which they came, without who is hidden, records, or belongs to this system. */
export function listPeople(room: Room): Person[] {
  const people = [...room.remoteParticipants.values()].filter(isSomebody).map(toPerson);
  return people.toSorted((a, b) => a.joinedAt - b.joinedAt || a.identity.localeCompare(b.identity));
}

export function isSomebody({ identity, kind, permissions }: RemoteParticipant): boolean {
  return !identity.startsWith(reservedIdentityPrefix) && kind !== ParticipantKind.EGRESS && permissions?.hidden !== true;
}

function toPerson(participant: RemoteParticipant): Person {
  return {
    identity: participant.identity,
    name: nameOf(participant),
    joinedAt: participant.joinedAt?.getTime() ?? 0,
    loudness: participant.isSpeaking ? participant.audioLevel : 0,
    isMuted: !participant.isMicrophoneEnabled,
    cameraSid: sidOf(participant, Track.Source.Camera),
    screenSid: sidOf(participant, Track.Source.ScreenShare),
    hasPlace: participant.permissions?.canPublish !== false || participant.trackPublications.size > 0,
  };
}

function sidOf(participant: RemoteParticipant, source: Track.Source): string | null {
  const publication = participant.getTrackPublication(source);
  return publication && !publication.isMuted ? publication.trackSid : null;
}
