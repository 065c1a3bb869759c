import { Type } from 'typebox';
import { MeetingParams } from '../../../../contracts/meetings.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { callerIn } from '../../meeting-caller.ts';
import { listQuestions } from '../list-questions.ts';
import { QuestionView } from '../question-view.ts';

/** `GET /v1/meetings/:meetingId/questions`: all questions, those that most want answered first. */
export function listQuestionsRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.get(
    '/v1/meetings/:meetingId/questions',
    {
      config: { access: { by: ['key', 'host', 'participant'], scope: 'meetings:read', errors: ['not-found'] } },
      schema: {
        operationId: 'listQuestions',
        tags: ['Questions'],
        summary: 'List questions',
        params: MeetingParams,
        response: { 200: Type.Object({ questions: Type.Array(QuestionView) }) },
      },
    },
    async (request) => ({ questions: await listQuestions(deps, callerIn(request.actor, request.params.meetingId)) }),
  );
}
