import type { ParticipantInfo } from '@livekit/protocol';
import { notFound } from '../../core/errors.ts';
import type { Livekit } from '../../platform/livekit/client.ts';
import { isOwnParticipant, toLivekitRoom } from '../../platform/livekit/room-names.ts';
import type { Place } from './repository.ts';

/** One person in a room; a 404 when they are not there. */
export async function getParticipant(livekit: Livekit, place: Place, identity: string): Promise<ParticipantInfo> {
  const room = toLivekitRoom(place.workspaceId, place.roomId);
  const participant = await livekit.inRoom(room, 'Participant', (client) => client.getParticipant(room, identity));
  if (isOwnParticipant(participant)) throw notFound('Participant');
  return participant;
}
