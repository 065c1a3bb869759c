import { Type } from 'typebox';
import { ParticipantParams } from '../../../contracts/identifiers.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { RoomsDeps } from '../deps.ts';
import { muteParticipant } from '../mute.ts';

const MuteRequest = Type.Object({
  trackSid: Type.Optional(Type.String({ minLength: 1, maxLength: 128, description: 'Leave out for all audio.' })),
  muted: Type.Boolean({ default: true }),
});

/** `POST /v1/rooms/:roomId/participants/:participantId/mute` (seed 002). */
export function muteParticipantRoute(app: HttpServer, { livekit }: RoomsDeps): void {
  app.post(
    '/v1/rooms/:roomId/participants/:participantId/mute',
    {
      config: {
        access: {
          by: ['key', 'host', 'moderator'],
          scope: 'rooms:write',
          audit: 'participant.mute',
          errors: ['not-found', 'conflict'],
        },
      },
      schema: {
        operationId: 'muteParticipant',
        tags: ['Participants'],
        summary: 'Mute or unmute a participant',
        params: ParticipantParams,
        body: MuteRequest,
        response: { 204: Type.Null({ description: 'Done.' }) },
      },
    },
    async (request, reply) => {
      const { roomId, participantId } = request.params;
      await muteParticipant(livekit, { workspaceId: workspaceOf(request.actor), roomId }, participantId, request.body);
      return reply.code(204).send(null);
    },
  );
}
