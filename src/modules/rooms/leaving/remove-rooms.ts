import { and, eq, ne } from 'drizzle-orm';
import { ignoreNotFound } from '../../../core/errors.ts';
import { toLivekitRoom } from '../../../platform/livekit/room-names.ts';
import type { RoomsDeps } from '../deps.ts';
import { everyRoom } from '../repository.ts';
import { participantSessions, pendingEnforcements, roomSessions } from '../sessions/tables.ts';
import { accessOverrides } from '../tables.ts';

/** Closes the open rooms of a workspace and forgets who was in them. @returns false when rooms were open until now. */
export async function removeRooms({ db, livekit }: Pick<RoomsDeps, 'db' | 'livekit'>, workspaceId: string): Promise<boolean> {
  const ours = toLivekitRoom(workspaceId, '');
  const rooms = await livekit.onServer((client) => client.listRooms());
  const open = rooms.filter(({ name }) => name.startsWith(ours));
  for (const { name } of open) await livekit.onServer((client) => client.deleteRoom(name)).catch(ignoreNotFound);
  // LiveKit still tells of their end, which would begin the rows anew.
  if (open.length > 0) return false;
  for (const table of [pendingEnforcements, participantSessions, roomSessions]) {
    await db.delete(table).where(eq(table.workspaceId, workspaceId));
  }
  await db.delete(accessOverrides).where(and(eq(accessOverrides.workspaceId, workspaceId), ne(accessOverrides.roomId, everyRoom)));
  return true;
}
