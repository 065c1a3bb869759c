import { Type } from 'typebox';
import { MeetingParams } from '../../../../contracts/meetings.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { callerIn } from '../../meeting-caller.ts';
import { listPolls } from '../list-polls.ts';
import { PollView } from '../poll-view.ts';

/** `GET /v1/meetings/:meetingId/polls`: all polls of a meeting and how they stand. */
export function listPollsRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.get(
    '/v1/meetings/:meetingId/polls',
    {
      config: { access: { by: ['key', 'host', 'participant'], scope: 'meetings:read', errors: ['not-found'] } },
      schema: {
        operationId: 'listPolls',
        tags: ['Polls'],
        summary: 'List polls',
        params: MeetingParams,
        response: { 200: Type.Object({ polls: Type.Array(PollView) }) },
      },
    },
    async (request) => ({ polls: await listPolls(deps, callerIn(request.actor, request.params.meetingId)) }),
  );
}
