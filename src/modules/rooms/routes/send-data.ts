import { Type } from 'typebox';
import { RoomParams, UserId } from '../../../contracts/identifiers.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { RoomsDeps } from '../deps.ts';
import { sendData } from '../send-data.ts';

const DataRequest = Type.Object({
  topic: Type.Optional(Type.String({ maxLength: 128, pattern: '^(?!plenum\\.)', description: 'Any but `plenum.…`.' })),
  payload: Type.Object({}, { additionalProperties: true, description: 'Sent as JSON.' }),
  destinationIdentities: Type.Optional(
    Type.Array(UserId, { maxItems: 1_000, description: 'Default: everybody.' }),
  ),
});

/** `POST /v1/rooms/:roomId/data`: JSON to the people in a room, over LiveKit's reliable data channel. */
export function sendDataRoute(app: HttpServer, { livekit }: RoomsDeps): void {
  app.post(
    '/v1/rooms/:roomId/data',
    {
      config: { access: { by: ['key', 'host'], scope: 'rooms:write', audit: 'room.send-data', errors: ['not-found'] } },
      schema: {
        operationId: 'sendData',
        tags: ['Rooms'],
        summary: 'Send data to participants',
        params: RoomParams,
        body: DataRequest,
        response: { 204: Type.Null({ description: 'Sent.' }) },
      },
    },
    async (request, reply) => {
      await sendData(livekit, { workspaceId: workspaceOf(request.actor), roomId: request.params.roomId }, request.body);
      return reply.code(204).send(null);
    },
  );
}
