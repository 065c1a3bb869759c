import { Type } from 'typebox';
import { RoomParams } from '../../../contracts/identifiers.ts';
import { Language, SpeakerNames, TranscriptionOptions } from '../../../contracts/transcription.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { TranscriptionDeps } from '../deps.ts';
import { startTranscription } from '../start-transcription.ts';
import type { Transcription } from '../tables.ts';

/** What is said of the language and the speakers of anything that is transcribed. */
export const WishBody = Type.Object({
  language: Type.Union([Language], { default: 'en-US' }),
  participants: Type.Union([SpeakerNames], { default: {} }),
  options: Type.Union([TranscriptionOptions], { default: {} }),
});

const Started = Type.Object({
  transcriptionId: Type.String(),
  roomId: Type.Union([Type.String(), Type.Null()]),
  status: Type.Literal('active'),
  language: Type.String(),
  startedAt: Type.String({ format: 'date-time', description: 'The seconds of segments count from here.' }),
});

/** `POST /v1/rooms/:roomId/transcription/start` (seed 002): one at a time in a room. */
export function startTranscriptionRoute(app: HttpServer, deps: TranscriptionDeps): void {
  app.post(
    '/v1/rooms/:roomId/transcription/start',
    {
      config: {
        access: {
          by: ['key', 'host'],
          scope: 'transcriptions:write',
          audit: 'transcription.start',
          idempotent: true,
          errors: ['not-found', 'language-unavailable', 'transcription-unavailable'],
        },
      },
      schema: {
        operationId: 'startTranscription',
        tags: ['Transcription'],
        summary: 'Transcribe a room',
        description: 'A room that is transcribed already goes on as it is: 200.',
        params: RoomParams,
        body: WishBody,
        response: { 200: Started, 201: Started },
      },
    },
    async (request, reply) => {
      const place = { workspaceId: workspaceOf(request.actor), roomId: request.params.roomId };
      const { transcription, isNew } = await startTranscription(deps, place, request.body);
      return reply.code(isNew ? 201 : 200).send(toStarted(transcription));
    },
  );
}

function toStarted({ id, roomId, language, startedAt, createdAt }: Transcription) {
  const status = 'active' as const;
  return { transcriptionId: id, roomId, status, language, startedAt: (startedAt ?? createdAt).toISOString() };
}
