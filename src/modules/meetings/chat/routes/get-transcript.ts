import { Type } from 'typebox';
import { MeetingParams } from '../../../../contracts/meetings.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { callerIn } from '../../meeting-caller.ts';
import { TranscriptMessage, toTranscriptMessage } from '../message-view.ts';
import { readTranscript } from '../read-transcript.ts';

/** `GET /v1/meetings/:meetingId/transcript` (seed 001, section 19): the whole chat. */
export function getTranscriptRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.get(
    '/v1/meetings/:meetingId/transcript',
    {
      config: { access: { by: ['key', 'host'], scope: 'meetings:read', errors: ['not-found'] } },
      schema: {
        operationId: 'getTranscript',
        tags: ['Chat'],
        summary: 'Get the transcript of the chat',
        params: MeetingParams,
        response: { 200: Type.Object({ messages: Type.Array(TranscriptMessage) }) },
      },
    },
    async (request) => {
      const messages = [];
      const transcript = await readTranscript(deps, callerIn(request.actor, request.params.meetingId));
      for await (const message of transcript) messages.push(toTranscriptMessage(message));
      return { messages };
    },
  );
}
