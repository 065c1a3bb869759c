import type { ParticipantInfo } from '@livekit/protocol';
import type { Livekit } from '../../platform/livekit/client.ts';
import { isOwnParticipant, toLivekitRoom } from '../../platform/livekit/room-names.ts';
import { getRoom } from './find-room.ts';
import type { Place } from './repository.ts';

/** Everybody in a room but the server's own participants; a 404 when the room is not open. */
export async function listParticipants(livekit: Livekit, place: Place): Promise<ParticipantInfo[]> {
  const room = toLivekitRoom(place.workspaceId, place.roomId);
  const all = await livekit.listParticipants(room);
  // LiveKit answers an empty list for a room that does not exist.
  if (all.length === 0) await getRoom(livekit, place);
  return all.filter((participant) => !isOwnParticipant(participant));
}
