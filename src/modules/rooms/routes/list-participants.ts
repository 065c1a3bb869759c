import { Type } from 'typebox';
import { RoomParams } from '../../../contracts/identifiers.ts';
import { ParticipantInfo } from '../../../contracts/livekit.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { RoomsDeps } from '../deps.ts';
import { listParticipants } from '../list-participants.ts';
import { toParticipantView } from '../participant-view.ts';

/** `GET /v1/rooms/:roomId/participants` (seed 002): everybody, whole. */
export function listParticipantsRoute(app: HttpServer, { livekit }: RoomsDeps): void {
  app.get(
    '/v1/rooms/:roomId/participants',
    {
      config: { access: { by: ['key'], scope: 'rooms:read', errors: ['not-found'] } },
      schema: {
        operationId: 'listParticipants',
        tags: ['Participants'],
        summary: 'List participants',
        params: RoomParams,
        response: { 200: Type.Object({ participants: Type.Array(ParticipantInfo) }) },
      },
    },
    async (request) => {
      const place = { workspaceId: workspaceOf(request.actor), roomId: request.params.roomId };
      const participants = await listParticipants(livekit, place);
      return { participants: participants.map(toParticipantView) };
    },
  );
}
