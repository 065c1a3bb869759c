import { Type } from 'typebox';
import type { HttpServer } from '../../../http/http-server.ts';
import { admit, deny } from '../admission/decide-waiting.ts';
import type { MeetingsDeps } from '../deps.ts';
import { callerIn } from '../meeting-caller.ts';
import { WaitingParams } from './person-params.ts';

const decisions = [
  { verb: 'admit', decide: admit, operationId: 'admitWaiting', summary: 'Admit somebody who waits' },
  { verb: 'deny', decide: deny, operationId: 'denyWaiting', summary: 'Turn away somebody who waits' },
] as const;

/** `POST /v1/meetings/:meetingId/waiting/:waitingId/admit` and `/deny`: the first one counts. */
export function decideWaitingRoutes(app: HttpServer, deps: MeetingsDeps): void {
  for (const { verb, decide, operationId, summary } of decisions) {
    app.post(
      `/v1/meetings/:meetingId/waiting/:waitingId/${verb}`,
      {
        config: {
          access: {
            by: ['host'],
            audit: `waiting.${verb}`,
            errors: ['not-found', 'conflict', 'meeting-ended', ...(verb === 'admit' ? (['meeting-full'] as const) : [])],
          },
        },
        schema: {
          operationId,
          tags: ['Meetings'],
          summary,
          params: WaitingParams,
          response: { 204: Type.Null({ description: 'Done, now or before.' }) },
        },
      },
      async (request, reply) => {
        const { meetingId, waitingId } = request.params;
        await decide(deps, callerIn(request.actor, meetingId), waitingId);
        return reply.code(204).send(null);
      },
    );
  }
}
