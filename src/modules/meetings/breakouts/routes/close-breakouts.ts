import { Type } from 'typebox';
import { MeetingParams } from '../../../../contracts/meetings.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { callerIn } from '../../meeting-caller.ts';
import { closeBreakouts } from '../close-breakouts.ts';

/** `POST /v1/meetings/:meetingId/breakouts/close`: has everybody come back. */
export function closeBreakoutsRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.post(
    '/v1/meetings/:meetingId/breakouts/close',
    {
      config: { access: { by: ['host'], audit: 'breakouts.close', errors: ['not-found', 'meeting-not-started', 'meeting-ended'] } },
      schema: {
        operationId: 'closeBreakouts',
        tags: ['Breakouts'],
        summary: 'Close all breakouts',
        description: 'Closing them again changes nothing.',
        params: MeetingParams,
        response: { 204: Type.Null({ description: 'Done.' }) },
      },
    },
    async (request, reply) => {
      await closeBreakouts(deps, callerIn(request.actor, request.params.meetingId));
      return reply.code(204).send(null);
    },
  );
}
