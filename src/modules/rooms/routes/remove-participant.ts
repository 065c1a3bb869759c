import { Type } from 'typebox';
import { ParticipantParams } from '../../../contracts/identifiers.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { RoomsDeps } from '../deps.ts';
import { removeParticipant } from '../remove-participant.ts';

/** `DELETE /v1/rooms/:roomId/participants/:participantId` (seed 002): out, and earlier tokens no longer count. */
export function removeParticipantRoute(app: HttpServer, deps: RoomsDeps): void {
  app.delete(
    '/v1/rooms/:roomId/participants/:participantId',
    {
      config: {
        access: {
          by: ['key', 'host'],
          scope: 'rooms:write',
          audit: 'participant.remove',
          errors: ['not-found'],
        },
      },
      schema: {
        operationId: 'removeParticipant',
        tags: ['Participants'],
        summary: 'Remove a participant',
        description: 'A token issued before no longer lets this identity in; one that a key asks for later does.',
        params: ParticipantParams,
        response: { 204: Type.Null({ description: 'Removed.' }) },
      },
    },
    async (request, reply) => {
      const { roomId, participantId } = request.params;
      await removeParticipant(deps, { workspaceId: workspaceOf(request.actor), roomId }, participantId);
      return reply.code(204).send(null);
    },
  );
}
