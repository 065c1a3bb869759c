import { Type } from 'typebox';
import { RoomParams } from '../../../contracts/identifiers.ts';
import { notFound } from '../../../core/errors.ts';
import { requireTime } from '../../../core/read-time.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { TranscriptionDeps } from '../deps.ts';
import { readSegments } from '../read-segments.ts';
import { findLatest } from '../repository.ts';
import { toTranscriptionView } from '../transcription-view.ts';
import { sendTranscript, TranscriptView } from './send-transcript.ts';

const Query = Type.Object({
  since: Type.Optional(Type.String({ format: 'date-time', description: 'Only what was said from this time on.' })),
  format: Type.Union([Type.Enum(['json', 'text'])], { default: 'json' }),
});

/** `GET /v1/rooms/:roomId/transcription` (seed 002): what is being said in a room, or was when it was last transcribed. */
export function getRoomTranscriptionRoute(app: HttpServer, { db }: TranscriptionDeps): void {
  app.get(
    '/v1/rooms/:roomId/transcription',
    {
      config: { access: { by: ['key', 'host', 'participant'], scope: 'transcriptions:read', errors: ['not-found'] } },
      schema: {
        operationId: 'getRoomTranscription',
        tags: ['Transcription'],
        summary: "Get a room's latest live transcription",
        description: 'As a text: a line `[hh:mm:ss] Name: words` for each segment, counted from `startedAt`.',
        params: RoomParams,
        querystring: Query,
        response: {
          200: {
            description: 'What was said.',
            content: { 'application/json': { schema: TranscriptView }, 'text/plain': { schema: Type.String() } },
          },
        },
      },
    },
    async (request, reply) => {
      const { since, format } = request.query;
      const transcription = await findLatest(db, { workspaceId: workspaceOf(request.actor), roomId: request.params.roomId });
      if (!transcription) throw notFound('Transcription');
      const segments = readSegments(db, transcription, since === undefined ? undefined : requireTime(since, '/since'));
      return sendTranscript(reply, { head: toTranscriptionView(transcription), segments, format, filename: transcription.id });
    },
  );
}
