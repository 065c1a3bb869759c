import type { Room } from '@livekit/protocol';
import { decodeCursor, type Page, toPage } from '../../core/pagination.ts';
import type { Livekit } from '../../platform/livekit/client.ts';
import { toLivekitRoom } from '../../platform/livekit/room-names.ts';

/** The open rooms of a workspace by name, a page at a time. LiveKit itself knows no pages. */
export async function listRooms(
  livekit: Livekit,
  workspaceId: string,
  query: { limit: number; cursor?: string },
): Promise<Page<Room>> {
  const after = query.cursor === undefined ? '' : (decodeCursor(query.cursor, 1)[0] ?? '');
  const ours = toLivekitRoom(workspaceId, '');
  const rooms = await livekit.onServer((client) => client.listRooms());
  const rest = rooms
    .filter((room) => room.name.startsWith(ours) && room.name > ours + after)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return toPage(rest, query.limit, (room) => [room.name.slice(ours.length)]);
}
