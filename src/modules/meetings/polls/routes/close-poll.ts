import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { callerIn } from '../../meeting-caller.ts';
import { closePoll } from '../close-poll.ts';
import { PollView } from '../poll-view.ts';
import { PollParams } from './vote.ts';

/** `POST /v1/meetings/:meetingId/polls/:pollId/close`: ends the voting. */
export function closePollRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.post(
    '/v1/meetings/:meetingId/polls/:pollId/close',
    {
      config: { access: { by: ['host'], audit: 'poll.close', errors: ['not-found', 'meeting-not-started', 'meeting-ended'] } },
      schema: {
        operationId: 'closePoll',
        tags: ['Polls'],
        summary: 'Close a poll',
        description: 'Closing it again changes nothing.',
        params: PollParams,
        response: { 200: PollView },
      },
    },
    async (request) => {
      const { meetingId, pollId } = request.params;
      return closePoll(deps, callerIn(request.actor, meetingId), { pollId });
    },
  );
}
