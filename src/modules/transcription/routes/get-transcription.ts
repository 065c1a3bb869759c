import { Type } from 'typebox';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { TranscriptionDeps } from '../deps.ts';
import { getTranscription } from '../find-transcription.ts';
import { readSegments } from '../read-segments.ts';
import { toTranscriptionView } from '../transcription-view.ts';
import { sendTranscript, TranscriptView } from './send-transcript.ts';

export const TranscriptionParams = Type.Object({ transcriptionId: Type.String({ minLength: 1, maxLength: 128 }) });

const Query = Type.Object({
  format: Type.Union([Type.Enum(['json', 'text', 'srt', 'vtt'])], {
    default: 'json',
    description: '`srt` and `vtt`: subtitles; what is long is told in several.',
  }),
});

const file = { schema: Type.String() };

/** `GET /v1/transcriptions/:transcriptionId` (seed 002), of a room or of a recording. */
export function getTranscriptionRoute(app: HttpServer, { db }: TranscriptionDeps): void {
  app.get(
    '/v1/transcriptions/:transcriptionId',
    {
      config: { access: { by: ['key'], scope: 'transcriptions:read', errors: ['not-found'] } },
      schema: {
        operationId: 'getTranscription',
        tags: ['Transcription'],
        summary: 'Get a transcription',
        params: TranscriptionParams,
        querystring: Query,
        response: {
          200: {
            description: 'What was said.',
            content: { 'application/json': { schema: TranscriptView }, 'text/plain': file, 'application/x-subrip': file, 'text/vtt': file },
          },
        },
      },
    },
    async (request, reply) => {
      const { transcriptionId } = request.params;
      const transcription = await getTranscription(db, workspaceOf(request.actor), transcriptionId);
      const segments = readSegments(db, transcription);
      const { format } = request.query;
      return sendTranscript(reply, { head: toTranscriptionView(transcription), segments, format, filename: transcription.id });
    },
  );
}
