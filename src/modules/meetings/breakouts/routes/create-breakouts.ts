import { MeetingParams } from '../../../../contracts/meetings.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { callerIn } from '../../meeting-caller.ts';
import { BreakoutsRequest } from '../../../../contracts/breakouts.ts';
import { BreakoutList } from '../breakout-view.ts';
import { createBreakouts } from '../create-breakouts.ts';

/** `POST /v1/meetings/:meetingId/breakouts`: makes rooms beside the main one. */
export function createBreakoutsRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.post(
    '/v1/meetings/:meetingId/breakouts',
    {
      config: {
        access: { by: ['host'], audit: 'breakouts.create', errors: ['not-found', 'conflict', 'meeting-not-started', 'meeting-ended'] },
      },
      schema: {
        operationId: 'createBreakouts',
        tags: ['Breakouts'],
        summary: 'Create breakouts',
        params: MeetingParams,
        body: BreakoutsRequest,
        response: { 201: BreakoutList },
      },
    },
    async (request, reply) => {
      const caller = callerIn(request.actor, request.params.meetingId);
      return reply.code(201).send(await createBreakouts(deps, caller, request.body));
    },
  );
}
