import { useParticipants } from '@livekit/components-react';
import { RoomEvent, type Participant } from 'livekit-client';

const CHANGES = [
  RoomEvent.ParticipantConnected,
  RoomEvent.ParticipantDisconnected,
  RoomEvent.ParticipantPermissionsChanged,
  RoomEvent.TrackPublished,
  RoomEvent.TrackUnpublished,
  RoomEvent.LocalTrackPublished,
  RoomEvent.LocalTrackUnpublished,
  RoomEvent.TrackSubscribed,
  RoomEvent.TrackUnsubscribed,
  RoomEvent.Reconnected,
];

/** Who is in the room: `active` may be seen and heard and have a place on the stage, `watching` only look on. */
export function usePeople(): { active: Participant[]; watching: Participant[] } {
  const all: Participant[] = useParticipants({ updateOnlyOn: CHANGES });
  const ordered = all.toSorted(byArrivalSelfLast);
  return { active: ordered.filter(hasPlace), watching: ordered.filter((participant) => !hasPlace(participant)) };
}

function hasPlace(participant: Participant): boolean {
  return (participant.permissions?.canPublish ?? false) || participant.trackPublications.size > 0;
}

/** Others keep their places as they came; oneself comes last, where one looks least. */
function byArrivalSelfLast(one: Participant, other: Participant): number {
  if (one.isLocal !== other.isLocal) return one.isLocal ? 1 : -1;
  return (one.joinedAt?.getTime() ?? 0) - (other.joinedAt?.getTime() ?? 0);
}
