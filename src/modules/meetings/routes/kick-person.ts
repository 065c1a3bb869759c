import { Type } from 'typebox';
import type { HttpServer } from '../../../http/http-server.ts';
import type { MeetingsDeps } from '../deps.ts';
import { callerIn } from '../meeting-caller.ts';
import { kick } from '../people/kick.ts';
import { PersonParams } from './person-params.ts';

const KickRequest = Type.Object({
  reason: Type.Optional(Type.String({ maxLength: 500, description: 'Shown to them.' })),
});

/** `POST /v1/meetings/:meetingId/participants/:participantId/kick` (seed 001): out, for good. */
export function kickPersonRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.post(
    '/v1/meetings/:meetingId/participants/:participantId/kick',
    {
      config: { access: { by: ['host'], audit: 'person.kick', errors: ['not-found', 'meeting-ended'] } },
      schema: {
        operationId: 'kickPerson',
        tags: ['Meetings'],
        summary: 'Remove somebody from a meeting',
        description: 'Their tokens end, and they cannot join again.',
        params: PersonParams,
        body: KickRequest,
        response: { 204: Type.Null({ description: 'Removed.' }) },
      },
    },
    async (request, reply) => {
      const { meetingId, participantId } = request.params;
      await kick(deps, callerIn(request.actor, meetingId), participantId, request.body.reason);
      return reply.code(204).send(null);
    },
  );
}
