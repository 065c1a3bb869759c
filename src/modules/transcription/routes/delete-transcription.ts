import { Type } from 'typebox';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { deleteTranscription } from '../delete-transcription.ts';
import type { TranscriptionDeps } from '../deps.ts';
import { TranscriptionParams } from './get-transcription.ts';

/** `DELETE /v1/transcriptions/:transcriptionId` (seed 002): its segments are gone, too. */
export function deleteTranscriptionRoute(app: HttpServer, deps: TranscriptionDeps): void {
  app.delete(
    '/v1/transcriptions/:transcriptionId',
    {
      config: { access: { by: ['key'], scope: 'transcriptions:write', audit: 'transcription.delete', errors: ['not-found'] } },
      schema: {
        operationId: 'deleteTranscription',
        tags: ['Transcription'],
        summary: 'Delete a transcription',
        description: 'One that goes on is ended.',
        params: TranscriptionParams,
        response: { 204: Type.Null({ description: 'Done.' }) },
      },
    },
    async (request, reply) => {
      await deleteTranscription(deps, workspaceOf(request.actor), request.params.transcriptionId);
      return reply.code(204).send(null);
    },
  );
}
