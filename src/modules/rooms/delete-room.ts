import { ignoreNotFound } from '../../core/errors.ts';
import { toLivekitRoom } from '../../platform/livekit/room-names.ts';
import type { RoomsDeps } from './deps.ts';
import { getRoom } from './find-room.ts';
import { everybody, insertOut, type Place } from './repository.ts';

/**
 * Closes a room for everybody in it; tokens issued until now no longer count. A meeting that is held in it ends. A 404
 * when it is not open.
 */
export async function deleteRoom(deps: Pick<RoomsDeps, 'db' | 'livekit' | 'endMeetingOf'>, place: Place): Promise<void> {
  if (await deps.endMeetingOf(place)) return;
  await getRoom(deps.livekit, place);
  // Written before it is done: when this process stops in between, nobody comes back with an old token.
  await insertOut(deps.db, place, everybody, Date.now());
  const name = toLivekitRoom(place.workspaceId, place.roomId);
  // It may have closed by itself in the meantime.
  await deps.livekit.onServer((client) => client.deleteRoom(name)).catch(ignoreNotFound);
}
