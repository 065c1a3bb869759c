import { Type } from 'typebox';
import { MeetingParams } from '../../../contracts/meetings.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { listWaiting } from '../admission/decide-waiting.ts';
import type { MeetingsDeps } from '../deps.ts';
import { callerIn } from '../meeting-caller.ts';

const WaitingPerson = Type.Object({
  waitingId: Type.String(),
  name: Type.String(),
  since: Type.String({ format: 'date-time' }),
});

/** `GET /v1/meetings/:meetingId/waiting`: who waits and is still there, whole. */
export function listWaitingRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.get(
    '/v1/meetings/:meetingId/waiting',
    {
      config: { access: { by: ['host'], errors: ['not-found'] } },
      schema: {
        operationId: 'listWaiting',
        tags: ['Meetings'],
        summary: 'List who waits',
        description: 'The longest first. Whoever has shown no sign of themselves for 75 seconds is left out until they do.',
        params: MeetingParams,
        response: { 200: Type.Object({ waiting: Type.Array(WaitingPerson) }) },
      },
    },
    async (request) => ({ waiting: await listWaiting(deps, callerIn(request.actor, request.params.meetingId)) }),
  );
}
