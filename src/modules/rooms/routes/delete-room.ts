import { Type } from 'typebox';
import { RoomParams } from '../../../contracts/identifiers.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { deleteRoom } from '../delete-room.ts';
import type { RoomsDeps } from '../deps.ts';

/** `DELETE /v1/rooms/:roomId` (seed 002): closes the room for everybody; earlier tokens and links no longer count. */
export function deleteRoomRoute(app: HttpServer, deps: RoomsDeps): void {
  app.delete(
    '/v1/rooms/:roomId',
    {
      config: { access: { by: ['key'], scope: 'rooms:write', audit: 'room.delete', errors: ['not-found'] } },
      schema: {
        operationId: 'deleteRoom',
        tags: ['Rooms'],
        summary: 'Close a room',
        params: RoomParams,
        response: { 204: Type.Null({ description: 'Closed.' }) },
      },
    },
    async (request, reply) => {
      await deleteRoom(deps, { workspaceId: workspaceOf(request.actor), roomId: request.params.roomId });
      return reply.code(204).send(null);
    },
  );
}
