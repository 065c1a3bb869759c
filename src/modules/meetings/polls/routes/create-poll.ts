import { MeetingParams } from '../../../../contracts/meetings.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { callerIn } from '../../meeting-caller.ts';
import { createPoll } from '../create-poll.ts';
import { PollRequest } from '../../../../contracts/polls.ts';
import { PollView } from '../poll-view.ts';

/** `POST /v1/meetings/:meetingId/polls`: puts a question to everybody. */
export function createPollRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.post(
    '/v1/meetings/:meetingId/polls',
    {
      config: {
        access: { by: ['host'], audit: 'poll.create', errors: ['not-found', 'conflict', 'meeting-not-started', 'meeting-ended'] },
      },
      schema: {
        operationId: 'createPoll',
        tags: ['Polls'],
        summary: 'Create a poll',
        params: MeetingParams,
        body: PollRequest,
        response: { 201: PollView },
      },
    },
    async (request, reply) => {
      const caller = callerIn(request.actor, request.params.meetingId);
      return reply.code(201).send(await createPoll(deps, caller, request.body));
    },
  );
}
