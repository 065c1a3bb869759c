import { MeetingParams } from '../../../../contracts/meetings.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { callerIn } from '../../meeting-caller.ts';
import { BreakoutList } from '../breakout-view.ts';
import { listBreakouts } from '../list-breakouts.ts';

/** `GET /v1/meetings/:meetingId/breakouts`: the rooms beside the main one, and who is in them. */
export function listBreakoutsRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.get(
    '/v1/meetings/:meetingId/breakouts',
    {
      config: { access: { by: ['host', 'participant'], errors: ['not-found'] } },
      schema: {
        operationId: 'listBreakouts',
        tags: ['Breakouts'],
        summary: 'List breakouts',
        params: MeetingParams,
        response: { 200: BreakoutList },
      },
    },
    async (request) => listBreakouts(deps, callerIn(request.actor, request.params.meetingId)),
  );
}
