import { and, eq } from 'drizzle-orm';
import type { RoomsDeps } from './deps.ts';
import { findRoom } from './find-room.ts';
import type { Place } from './repository.ts';
import { roomSessions } from './sessions/tables.ts';

/** Whether a room is open, or was before. */
export async function isRoomKnown({ db, livekit }: Pick<RoomsDeps, 'db' | 'livekit'>, place: Place): Promise<boolean> {
  const wasThere = and(eq(roomSessions.workspaceId, place.workspaceId), eq(roomSessions.roomId, place.roomId));
  const sessions = await db.select({ sid: roomSessions.sid }).from(roomSessions).where(wasThere).limit(1);
  // One that has just opened was not told of yet.
  return sessions.length > 0 || (await findRoom(livekit, place)) !== null;
}
