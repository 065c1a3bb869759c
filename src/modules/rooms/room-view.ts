import type { Room } from '@livekit/protocol';
import type { Static } from 'typebox';
import type { Room as RoomSchema } from '../../contracts/livekit.ts';
import { toRoomId } from '../../platform/livekit/room-names.ts';

export type RoomView = Static<typeof RoomSchema>;

/** LiveKit's Room as the caller sees it: proto3 JSON with every field, named by its roomId. */
export function toRoomView(workspaceId: string, room: Room): RoomView {
  const json = room.toJson({ emitDefaultValues: true }) as unknown as RoomView & { turnPassword?: string };
  // The credential of LiveKit's own TURN server is for its clients alone.
  const { turnPassword: _, ...view } = json;
  return { ...view, name: toRoomId(workspaceId, room.name) };
}
