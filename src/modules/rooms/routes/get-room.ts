import { RoomParams } from '../../../contracts/identifiers.ts';
import { Room } from '../../../contracts/livekit.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { RoomsDeps } from '../deps.ts';
import { getRoom } from '../find-room.ts';
import { toRoomView } from '../room-view.ts';

/** `GET /v1/rooms/:roomId` (seed 002). */
export function getRoomRoute(app: HttpServer, { livekit }: RoomsDeps): void {
  app.get(
    '/v1/rooms/:roomId',
    {
      config: { access: { by: ['key'], scope: 'rooms:read', errors: ['not-found'] } },
      schema: {
        operationId: 'getRoom',
        tags: ['Rooms'],
        summary: 'Get an open room',
        params: RoomParams,
        response: { 200: Room },
      },
    },
    async (request) => {
      const workspaceId = workspaceOf(request.actor);
      return toRoomView(workspaceId, await getRoom(livekit, { workspaceId, roomId: request.params.roomId }));
    },
  );
}
