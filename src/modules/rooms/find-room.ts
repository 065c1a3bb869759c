import type { Room } from '@livekit/protocol';
import { notFound } from '../../core/errors.ts';
import type { Livekit } from '../../platform/livekit/client.ts';
import { toLivekitRoom } from '../../platform/livekit/room-names.ts';
import type { Place } from './repository.ts';

/** The open room at this place, or null. */
export async function findRoom(livekit: Livekit, { workspaceId, roomId }: Place): Promise<Room | null> {
  const rooms = await livekit.onServer((client) => client.listRooms([toLivekitRoom(workspaceId, roomId)]));
  return rooms[0] ?? null;
}

/** The open room at this place; a 404 when there is none. */
export async function getRoom(livekit: Livekit, place: Place): Promise<Room> {
  const room = await findRoom(livekit, place);
  if (!room) throw notFound('Room');
  return room;
}
