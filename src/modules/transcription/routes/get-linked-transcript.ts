import { Type } from 'typebox';
import { Segment } from '../../../contracts/transcription.ts';
import { notFound } from '../../../core/errors.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { createLinkReader, type RecordingsDeps } from '../../recordings/index.ts';
import { type LinkedTranscript, openLinkedTranscript } from '../open-linked-transcript.ts';
import { readSegments } from '../read-segments.ts';
import { toTranscriptionView, TranscriptionView } from '../transcription-view.ts';
import { sendTranscript } from './send-transcript.ts';

const shown = ['transcriptionId', 'language', 'status', 'progress', 'createdAt', 'endedAt'] as const;
const Shown = Type.Pick(TranscriptionView, shown);

const Query = Type.Object({
  waitSeconds: Type.Integer({
    minimum: 0,
    maximum: 25,
    default: 0,
    description: 'While it is being made, answer when it has got further, or after so long.',
  }),
  format: Type.Union([Type.Enum(['json', 'text', 'srt', 'vtt'])], { default: 'json' }),
});

const Transcript = Type.Object({
  transcription: Type.Union([Shown, Type.Null()], { description: 'null when nobody has asked for one.' }),
  segments: Type.Array(Segment, { description: 'In the order in which they began; none before all is done.' }),
});

/** `GET /v1/recording-links/:signature/transcript`: what the player shows beside a recording of what is said in it. */
export function getLinkedTranscriptRoute(app: HttpServer, deps: RecordingsDeps): void {
  app.get(
    '/v1/recording-links/:signature/transcript',
    {
      config: { access: { by: ['anyone'], linkOf: createLinkReader(deps), errors: ['forbidden', 'not-found', 'gone'] } },
      schema: {
        operationId: 'getLinkedTranscript',
        tags: ['Transcription'],
        summary: 'Read what is said in a linked recording',
        description: 'Of several transcriptions the newest that is completed. As a file, 404 until there is one.',
        params: Type.Object({ signature: Type.String({ minLength: 1, maxLength: 1_536 }) }),
        querystring: Query,
        response: {
          200: {
            description: 'What is said, or how far it is written down.',
            content: {
              'application/json': { schema: Transcript },
              'text/plain': { schema: Type.String() },
              'application/x-subrip': { schema: Type.String() },
              'text/vtt': { schema: Type.String() },
            },
          },
        },
      },
    },
    async (request, reply) => {
      const { waitSeconds, format } = request.query;
      const linked = await openLinkedTranscript(deps, request.params.signature, waitSeconds * 1_000);
      reply.header('cache-control', 'no-store');
      const { transcription } = linked;
      const isDone = transcription?.status === 'completed';
      if (format !== 'json' && !isDone) throw notFound('Transcript');
      const segments = isDone ? readSegments(deps.db, transcription) : nothing();
      return sendTranscript(reply, { head: toHead(transcription), segments, format, filename: nameFile(linked) });
    },
  );
}

function toHead(transcription: LinkedTranscript['transcription']) {
  if (!transcription) return { transcription };
  const { transcriptionId, language, status, progress, createdAt, endedAt } = toTranscriptionView(transcription);
  return { transcription: { transcriptionId, language, status, progress, createdAt, endedAt } };
}

// oxlint-disable-next-line require-yield
async function* nothing(): AsyncGenerator<never> {}

/** As the recording's file; what a header cannot say is left out. */
function nameFile({ filename, transcription }: LinkedTranscript): string {
  const name = filename.replace(/\.[^.]{1,5}$/, '').replaceAll(/[^\w .-]+/g, '_');
  return /[a-z0-9]/i.test(name) ? name : (transcription?.id ?? 'transcript');
}
