import { Type } from 'typebox';
import { MeetingId } from '../../../../contracts/meetings.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { callerIn } from '../../meeting-caller.ts';
import { VoteRequest } from '../../../../contracts/polls.ts';
import { PollView } from '../poll-view.ts';
import { vote } from '../vote.ts';

export const PollParams = Type.Object({ meetingId: MeetingId, pollId: Type.String({ minLength: 1, maxLength: 64 }) });

/** `POST /v1/meetings/:meetingId/polls/:pollId/vote`: one vote each, which may be moved while the poll is open. */
export function voteRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.post(
    '/v1/meetings/:meetingId/polls/:pollId/vote',
    {
      config: { access: { by: ['participant'], audit: 'poll.vote', errors: ['not-found', 'conflict', 'meeting-not-started', 'meeting-ended'] } },
      schema: {
        operationId: 'votePoll',
        tags: ['Polls'],
        summary: 'Vote',
        description: 'A host may not. Voting again moves the vote.',
        params: PollParams,
        body: VoteRequest,
        response: { 200: PollView },
      },
    },
    async (request) => {
      const { meetingId, pollId } = request.params;
      return vote(deps, callerIn(request.actor, meetingId), { pollId, optionId: request.body.optionId });
    },
  );
}
