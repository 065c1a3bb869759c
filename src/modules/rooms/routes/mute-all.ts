import { Type } from 'typebox';
import { RoomParams } from '../../../contracts/identifiers.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { RoomsDeps } from '../deps.ts';
import { muteAll } from '../mute.ts';

const MuteAllRequest = Type.Object({
  except: Type.Array(Type.String({ maxLength: 128 }), { maxItems: 1_000, default: [], description: 'Identities.' }),
});

/** `POST /v1/rooms/:roomId/mute-all`: everybody's audio, but not that of the person who asks. */
export function muteAllRoute(app: HttpServer, { livekit }: RoomsDeps): void {
  app.post(
    '/v1/rooms/:roomId/mute-all',
    {
      config: {
        access: {
          by: ['key', 'host', 'moderator'],
          scope: 'rooms:write',
          audit: 'room.mute-all',
          errors: ['not-found', 'conflict'],
        },
      },
      schema: {
        operationId: 'muteAll',
        tags: ['Participants'],
        summary: 'Mute everybody',
        params: RoomParams,
        body: MuteAllRequest,
        response: { 204: Type.Null({ description: 'Done.' }) },
      },
    },
    async (request, reply) => {
      const { actor, params, body } = request;
      const except = new Set(body.except);
      if (actor.kind === 'participant') except.add(actor.identity);
      await muteAll(livekit, { workspaceId: workspaceOf(actor), roomId: params.roomId }, except);
      return reply.code(204).send(null);
    },
  );
}
