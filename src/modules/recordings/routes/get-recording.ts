import { Type } from 'typebox';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { RecordingsDeps } from '../deps.ts';
import { getRecording } from '../find-recording.ts';
import { RecordingView, toRecordingView } from '../recording-view.ts';

export const RecordingParams = Type.Object({
  recordingId: Type.String({ minLength: 1, maxLength: 128, description: 'A `recordingId` or an `egressId`.' }),
});

/** `GET /v1/recordings/:recordingId` (seed 002). */
export function getRecordingRoute(app: HttpServer, { db }: RecordingsDeps): void {
  app.get(
    '/v1/recordings/:recordingId',
    {
      config: { access: { by: ['key'], scope: 'recordings:read', errors: ['not-found'] } },
      schema: {
        operationId: 'getRecording',
        tags: ['Recordings'],
        summary: 'Get a recording',
        params: RecordingParams,
        response: { 200: RecordingView },
      },
    },
    async (request) =>
      toRecordingView(await getRecording(db, workspaceOf(request.actor), request.params.recordingId)),
  );
}
