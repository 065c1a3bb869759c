import { Type } from 'typebox';
import { MeetingParams } from '../../../contracts/meetings.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { admitAll } from '../admission/decide-waiting.ts';
import type { MeetingsDeps } from '../deps.ts';
import { callerIn } from '../meeting-caller.ts';

/** `POST /v1/meetings/:meetingId/waiting/admit-all`. */
export function admitAllRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.post(
    '/v1/meetings/:meetingId/waiting/admit-all',
    {
      config: { access: { by: ['host'], audit: 'waiting.admit-all', errors: ['not-found', 'meeting-full', 'meeting-ended'] } },
      schema: {
        operationId: 'admitAll',
        tags: ['Meetings'],
        summary: 'Admit everybody who waits',
        description: 'The longest first, as far as there are seats; a 409 when there is none.',
        params: MeetingParams,
        response: { 204: Type.Null({ description: 'Done.' }) },
      },
    },
    async (request, reply) => {
      await admitAll(deps, callerIn(request.actor, request.params.meetingId));
      return reply.code(204).send(null);
    },
  );
}
