import { Type } from 'typebox';
import { displayName, ParticipantParams } from '../../../contracts/identifiers.ts';
import { ParticipantInfo } from '../../../contracts/livekit.ts';
import { ParticipantMetadata } from '../../../contracts/metadata.ts';
import { Role } from '../../../contracts/roles.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { RoomsDeps } from '../deps.ts';
import { toParticipantView } from '../participant-view.ts';
import { updateParticipant } from '../update-participant.ts';

const Change = Type.Object({
  role: Type.Optional(Role),
  name: Type.Optional(displayName(256)),
  metadata: Type.Optional(ParticipantMetadata),
});

/** `PATCH /v1/rooms/:roomId/participants/:participantId`: holds at once, without a rejoin. */
export function updateParticipantRoute(app: HttpServer, deps: RoomsDeps): void {
  app.patch(
    '/v1/rooms/:roomId/participants/:participantId',
    {
      config: {
        access: {
          by: ['key', 'host'],
          scope: 'rooms:write',
          audit: 'participant.update',
          errors: ['not-found', 'conflict'],
        },
      },
      schema: {
        operationId: 'updateParticipant',
        tags: ['Participants'],
        summary: 'Change a participant',
        description: 'A new role holds at once, also for every token that this identity was given before.',
        params: ParticipantParams,
        body: Change,
        response: { 200: ParticipantInfo },
      },
    },
    async (request) => {
      const { roomId, participantId } = request.params;
      const place = { workspaceId: workspaceOf(request.actor), roomId };
      return toParticipantView(await updateParticipant(deps, place, participantId, request.body));
    },
  );
}
