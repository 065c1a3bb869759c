import { Type } from 'typebox';
import { RoomId } from '../../../contracts/identifiers.ts';
import { Room } from '../../../contracts/livekit.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { createRoom } from '../create-room.ts';
import type { RoomsDeps } from '../deps.ts';
import { toRoomView } from '../room-view.ts';

const RoomRequest = Type.Object({
  name: RoomId,
  maxParticipants: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000, description: '0: no limit.' })),
  emptyTimeout: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 604_800, description: 'Seconds until the room closes when nobody ever joins.' }),
  ),
  metadata: Type.Optional(Type.String({ maxLength: 60_000 })),
});

/** `POST /v1/rooms` (seed 002): opens a room; an open one of that name stays as it is. */
export function createRoomRoute(app: HttpServer, deps: RoomsDeps): void {
  app.post(
    '/v1/rooms',
    {
      config: { access: { by: ['key'], scope: 'rooms:write', audit: 'room.create', idempotent: true } },
      schema: {
        operationId: 'createRoom',
        tags: ['Rooms'],
        summary: 'Create a room',
        description: '201 with the new room; 200 with the open one when there is one of that name.',
        body: RoomRequest,
        response: { 200: Room, 201: Room },
      },
    },
    async (request, reply) => {
      const workspaceId = workspaceOf(request.actor);
      const { name, ...options } = request.body;
      const { room, created } = await createRoom(deps, { workspaceId, roomId: name }, options);
      return reply.code(created ? 201 : 200).send(toRoomView(workspaceId, room));
    },
  );
}
