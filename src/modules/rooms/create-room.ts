import type { Room } from '@livekit/protocol';
import { sql } from 'drizzle-orm';
import { toLivekitRoom } from '../../platform/livekit/room-names.ts';
import type { RoomsDeps } from './deps.ts';
import { findRoom } from './find-room.ts';
import type { Place } from './repository.ts';

export interface RoomOptions {
  maxParticipants?: number;
  emptyTimeout?: number;
  metadata?: string;
}

/**
 * Opens a room; one that is open already stays as it is. LiveKit's CreateRoom would change an open room and cannot
 * tell whether it made one, so callers of the same name take turns, in whatever process they are.
 */
export async function createRoom(
  deps: Pick<RoomsDeps, 'db' | 'livekit'>,
  place: Place,
  options: RoomOptions,
): Promise<{ room: Room; created: boolean }> {
  const name = toLivekitRoom(place.workspaceId, place.roomId);
  return deps.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
    const open = await findRoom(deps.livekit, place);
    if (open) return { room: open, created: false };
    const room = await deps.livekit.onServer((client) => client.createRoom({ name, ...options }));
    return { room, created: true };
  });
}
