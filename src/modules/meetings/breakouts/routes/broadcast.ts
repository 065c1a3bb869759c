import { Type } from 'typebox';
import { MeetingParams } from '../../../../contracts/meetings.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { callerIn } from '../../meeting-caller.ts';
import { BroadcastRequest } from '../../../../contracts/breakouts.ts';
import { broadcastToBreakouts } from '../broadcast.ts';

/** `POST /v1/meetings/:meetingId/breakouts/broadcast`: says something to everybody in every breakout. */
export function broadcastRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.post(
    '/v1/meetings/:meetingId/breakouts/broadcast',
    {
      config: { access: { by: ['host'], audit: 'breakouts.broadcast', errors: ['not-found', 'conflict', 'meeting-not-started', 'meeting-ended'] } },
      schema: {
        operationId: 'broadcastToBreakouts',
        tags: ['Breakouts'],
        summary: 'Say something in every breakout',
        params: MeetingParams,
        body: BroadcastRequest,
        response: { 204: Type.Null({ description: 'Done.' }) },
      },
    },
    async (request, reply) => {
      await broadcastToBreakouts(deps, callerIn(request.actor, request.params.meetingId), request.body);
      return reply.code(204).send(null);
    },
  );
}
