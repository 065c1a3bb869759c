import { Type } from 'typebox';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { deleteRecording } from '../delete-recording.ts';
import type { RecordingsDeps } from '../deps.ts';
import { RecordingParams } from './get-recording.ts';

/** `DELETE /v1/recordings/:recordingId` (seed 002): its object is gone too. */
export function deleteRecordingRoute(app: HttpServer, deps: RecordingsDeps): void {
  app.delete(
    '/v1/recordings/:recordingId',
    {
      config: {
        access: { by: ['key'], scope: 'recordings:write', audit: 'recording.delete', errors: ['not-found', 'conflict', 'unavailable'] },
      },
      schema: {
        operationId: 'deleteRecording',
        tags: ['Recordings'],
        summary: 'Delete a recording',
        params: RecordingParams,
        response: { 204: Type.Null({ description: 'Done.' }) },
      },
    },
    async (request, reply) => {
      await deleteRecording(deps, workspaceOf(request.actor), request.params.recordingId);
      return reply.code(204).send(null);
    },
  );
}
