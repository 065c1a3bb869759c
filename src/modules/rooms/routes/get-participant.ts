import { ParticipantParams } from '../../../contracts/identifiers.ts';
import { ParticipantInfo } from '../../../contracts/livekit.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { RoomsDeps } from '../deps.ts';
import { getParticipant } from '../get-participant.ts';
import { toParticipantView } from '../participant-view.ts';

/** `GET /v1/rooms/:roomId/participants/:participantId`. */
export function getParticipantRoute(app: HttpServer, { livekit }: RoomsDeps): void {
  app.get(
    '/v1/rooms/:roomId/participants/:participantId',
    {
      config: { access: { by: ['key'], scope: 'rooms:read', errors: ['not-found'] } },
      schema: {
        operationId: 'getParticipant',
        tags: ['Participants'],
        summary: 'Get a participant',
        params: ParticipantParams,
        response: { 200: ParticipantInfo },
      },
    },
    async (request) => {
      const { roomId, participantId } = request.params;
      const place = { workspaceId: workspaceOf(request.actor), roomId };
      return toParticipantView(await getParticipant(livekit, place, participantId));
    },
  );
}
