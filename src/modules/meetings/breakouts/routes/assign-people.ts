import { Type } from 'typebox';
import { MeetingParams } from '../../../../contracts/meetings.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { callerIn } from '../../meeting-caller.ts';
import { assignPeople } from '../assign-people.ts';
import { AssignRequest } from '../../../../contracts/breakouts.ts';

/** `POST /v1/meetings/:meetingId/breakouts/assign`: says who goes to which breakout. */
export function assignPeopleRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.post(
    '/v1/meetings/:meetingId/breakouts/assign',
    {
      config: { access: { by: ['host'], audit: 'breakouts.assign', errors: ['not-found', 'conflict', 'meeting-not-started', 'meeting-ended'] } },
      schema: {
        operationId: 'assignBreakouts',
        tags: ['Breakouts'],
        summary: 'Assign people to breakouts',
        description: 'Whom it does not name stays where they are. `shuffle` spreads those who are there, but hosts.',
        params: MeetingParams,
        body: AssignRequest,
        response: { 204: Type.Null({ description: 'Done.' }) },
      },
    },
    async (request, reply) => {
      await assignPeople(deps, callerIn(request.actor, request.params.meetingId), request.body);
      return reply.code(204).send(null);
    },
  );
}
