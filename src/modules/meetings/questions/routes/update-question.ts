import { Type } from 'typebox';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { callerIn } from '../../meeting-caller.ts';
import { QuestionView } from '../question-view.ts';
import { updateQuestion } from '../update-question.ts';
import { QuestionParams } from './upvote-question.ts';

const QuestionChange = Type.Object({ isAnswered: Type.Boolean() });

/** `PATCH /v1/meetings/:meetingId/questions/:questionId`: whether it has been answered. */
export function updateQuestionRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.patch(
    '/v1/meetings/:meetingId/questions/:questionId',
    {
      config: { access: { by: ['host'], audit: 'question.update', errors: ['not-found', 'meeting-not-started', 'meeting-ended'] } },
      schema: {
        operationId: 'updateQuestion',
        tags: ['Questions'],
        summary: 'Mark a question as answered',
        params: QuestionParams,
        body: QuestionChange,
        response: { 200: QuestionView },
      },
    },
    async (request) => {
      const { meetingId, questionId } = request.params;
      return updateQuestion(deps, callerIn(request.actor, meetingId), { questionId, isAnswered: request.body.isAnswered });
    },
  );
}
