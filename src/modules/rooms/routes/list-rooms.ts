import { Type } from 'typebox';
import { Room } from '../../../contracts/livekit.ts';
import { NextCursor, PageQuery } from '../../../contracts/pagination.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { RoomsDeps } from '../deps.ts';
import { listRooms } from '../list-rooms.ts';
import { toRoomView } from '../room-view.ts';

/** `GET /v1/rooms` (seed 002): the open rooms of the workspace, by name. */
export function listRoomsRoute(app: HttpServer, { livekit }: RoomsDeps): void {
  app.get(
    '/v1/rooms',
    {
      config: { access: { by: ['key'], scope: 'rooms:read' } },
      schema: {
        operationId: 'listRooms',
        tags: ['Rooms'],
        summary: 'List open rooms',
        querystring: PageQuery,
        response: { 200: Type.Object({ rooms: Type.Array(Room), nextCursor: NextCursor }) },
      },
    },
    async (request) => {
      const workspaceId = workspaceOf(request.actor);
      const { items, nextCursor } = await listRooms(livekit, workspaceId, request.query);
      return { rooms: items.map((room) => toRoomView(workspaceId, room)), nextCursor };
    },
  );
}
