import { Type } from 'typebox';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { TranscriptionDeps } from '../deps.ts';
import { transcribeRecording } from '../transcribe-recording.ts';
import { WishBody } from './start-transcription.ts';

const Params = Type.Object({
  recordingId: Type.String({ minLength: 1, maxLength: 128, description: 'A `recordingId` or an `egressId`.' }),
});

const Queued = Type.Object({
  transcriptionId: Type.String(),
  recordingId: Type.Union([Type.String(), Type.Null()]),
  status: Type.Literal('queued'),
  queuedAt: Type.String({ format: 'date-time' }),
});

/** `POST /v1/recordings/:recordingId/transcribe` (seed 002). */
export function transcribeRecordingRoute(app: HttpServer, deps: TranscriptionDeps): void {
  app.post(
    '/v1/recordings/:recordingId/transcribe',
    {
      config: {
        access: {
          by: ['key'],
          scope: 'transcriptions:write',
          audit: 'recording.transcribe',
          idempotent: true,
          errors: ['not-found', 'conflict', 'language-unavailable', 'transcription-unavailable'],
        },
      },
      schema: {
        operationId: 'transcribeRecording',
        tags: ['Transcription'],
        summary: 'Transcribe a recording',
        description: '`transcription_completed` tells when it is done; `GET /v1/transcriptions/:id` how far it is.',
        params: Params,
        body: WishBody,
        response: { 202: Queued },
      },
    },
    async (request, reply) => {
      const { recordingId } = request.params;
      const transcription = await transcribeRecording(deps, workspaceOf(request.actor), recordingId, request.body);
      const { id, createdAt } = transcription;
      const status = 'queued' as const;
      return reply.code(202).send({ transcriptionId: id, recordingId: transcription.recordingId, status, queuedAt: createdAt.toISOString() });
    },
  );
}
