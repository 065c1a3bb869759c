import { Type } from 'typebox';
import { MeetingId } from '../../../../contracts/meetings.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { callerIn } from '../../meeting-caller.ts';
import { QuestionView } from '../question-view.ts';
import { upvoteQuestion } from '../upvote-question.ts';

export const QuestionParams = Type.Object({ meetingId: MeetingId, questionId: Type.String({ minLength: 1, maxLength: 64 }) });

/** `POST /v1/meetings/:meetingId/questions/:questionId/upvote`: once each. */
export function upvoteQuestionRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.post(
    '/v1/meetings/:meetingId/questions/:questionId/upvote',
    {
      config: { access: { by: ['participant'], audit: 'question.upvote', errors: ['not-found', 'meeting-not-started', 'meeting-ended'] } },
      schema: {
        operationId: 'upvoteQuestion',
        tags: ['Questions'],
        summary: 'Upvote a question',
        description: 'A host may not. Doing it again changes nothing.',
        params: QuestionParams,
        response: { 200: QuestionView },
      },
    },
    async (request) => {
      const { meetingId, questionId } = request.params;
      return upvoteQuestion(deps, callerIn(request.actor, meetingId), { questionId });
    },
  );
}
