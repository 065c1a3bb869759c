import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { MeetingParams } from '../../../../contracts/meetings.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { callerIn } from '../../meeting-caller.ts';
import { readTranscript } from '../read-transcript.ts';
import { writeTranscript } from '../transcript-lines.ts';

const file = { content: { 'text/plain': { schema: Type.String() } } };

/** `GET /v1/meetings/:meetingId/transcript/download` (seed 001, section 19): the chat as a file of text. */
export function downloadTranscriptRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.get(
    '/v1/meetings/:meetingId/transcript/download',
    {
      config: { access: { by: ['key', 'host'], scope: 'meetings:read', errors: ['not-found'] } },
      schema: {
        operationId: 'downloadTranscript',
        tags: ['Chat'],
        summary: 'Download the transcript of the chat',
        description: 'A line `[hh:mm:ss] Name: text` for each message, in UTC; its further lines are indented.',
        params: MeetingParams,
        response: { 200: { description: 'The file.', ...file } },
      },
    },
    async (request, reply) => {
      const { meetingId } = request.params;
      const messages = await readTranscript(deps, callerIn(request.actor, meetingId));
      reply.headers({
        'content-type': 'text/plain; charset=utf-8',
        'content-disposition': `attachment; filename="transcript-${meetingId}.txt"`,
      });
      // The schema says that it is a text, which it is, a piece at a time.
      return reply.send(Readable.from(writeTranscript(messages)) as unknown as string);
    },
  );
}
