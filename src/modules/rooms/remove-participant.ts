import { ignoreNotFound } from '../../core/errors.ts';
import type { Livekit } from '../../platform/livekit/client.ts';
import { toLivekitRoom } from '../../platform/livekit/room-names.ts';
import type { RoomsDeps } from './deps.ts';
import { getParticipant } from './get-participant.ts';
import { insertOut, type Place } from './repository.ts';
import { retryNotFound } from './retry-not-found.ts';

/** Removes a person from a room and ends the tokens that they were given until now. A 404 when they are not there. */
export async function removeParticipant(
  deps: Pick<RoomsDeps, 'db' | 'livekit'>,
  place: Place,
  identity: string,
): Promise<void> {
  await getParticipant(deps.livekit, place, identity);
  // Written before it is done: when this process stops in between, their tokens are worth nothing all the same.
  await insertOut(deps.db, place, identity, Date.now());
  await disconnect(deps.livekit, place, identity);
}

async function disconnect(livekit: Livekit, place: Place, identity: string): Promise<void> {
  const room = toLivekitRoom(place.workspaceId, place.roomId);
  try {
    await retryNotFound(() => livekit.inRoom(room, 'Participant', (client) => client.removeParticipant(room, identity)));
  } catch (error) {
    // They left by themselves in the meantime.
    ignoreNotFound(error);
  }
}
