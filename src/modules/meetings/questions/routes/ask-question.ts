import { Type } from 'typebox';
import { MeetingParams } from '../../../../contracts/meetings.ts';
import { writtenText } from '../../../../contracts/written-text.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import { askQuestion } from '../ask-question.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { callerIn } from '../../meeting-caller.ts';
import { QuestionView } from '../question-view.ts';

const QuestionRequest = Type.Object({ text: writtenText(1_000) });

/** `POST /v1/meetings/:meetingId/questions`: asks the hosts something. */
export function askQuestionRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.post(
    '/v1/meetings/:meetingId/questions',
    {
      config: { access: { by: ['participant'], audit: 'question.ask', errors: ['not-found', 'conflict', 'meeting-not-started', 'meeting-ended'] } },
      schema: {
        operationId: 'askQuestion',
        tags: ['Questions'],
        summary: 'Ask a question',
        description: 'A host may not.',
        params: MeetingParams,
        body: QuestionRequest,
        response: { 201: QuestionView },
      },
    },
    async (request, reply) => {
      const caller = callerIn(request.actor, request.params.meetingId);
      return reply.code(201).send(await askQuestion(deps, caller, request.body));
    },
  );
}
