import { and, inArray, isNull } from 'drizzle-orm';
import type { Queryable } from '../../platform/db/client.ts';
import type { Place } from './repository.ts';
import { roomSessions } from './sessions/tables.ts';

/** Those of these rooms that are open, as far as LiveKit has told: one that has just opened may be missing. */
export async function findOpenRooms<P extends Place>(db: Queryable, places: readonly P[]): Promise<P[]> {
  if (places.length === 0) return [];
  const { workspaceId, roomId, closedAt } = roomSessions;
  const [workspaces, rooms] = [places.map((place) => place.workspaceId), places.map((place) => place.roomId)];
  const open = await db
    .select({ workspaceId, roomId })
    .from(roomSessions)
    .where(and(inArray(workspaceId, [...new Set(workspaces)]), inArray(roomId, [...new Set(rooms)]), isNull(closedAt)));
  return places.filter((place) => open.some((room) => room.workspaceId === place.workspaceId && room.roomId === place.roomId));
}
