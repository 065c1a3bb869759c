import { Type } from 'typebox';
import { RoomParams } from '../../../contracts/identifiers.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { RecordingsDeps } from '../deps.ts';
import { stopRecording } from '../stop-recording.ts';

const Stopped = Type.Object({
  recordingId: Type.String(),
  status: Type.Literal('stopped'),
  stoppedAt: Type.String({ format: 'date-time' }),
});

/** `POST /v1/rooms/:roomId/recording/stop` (seed 002). Its file is ready some moments later. */
export function stopRecordingRoute(app: HttpServer, deps: RecordingsDeps): void {
  app.post(
    '/v1/rooms/:roomId/recording/stop',
    {
      config: { access: { by: ['key', 'host'], scope: 'recordings:write', audit: 'recording.stop', errors: ['not-found'] } },
      schema: {
        operationId: 'stopRecording',
        tags: ['Recordings'],
        summary: 'Stop the recording',
        params: RoomParams,
        response: { 200: Stopped },
      },
    },
    async (request) => {
      const place = { workspaceId: workspaceOf(request.actor), roomId: request.params.roomId };
      const { id, endedAt } = await stopRecording(deps, place);
      return { recordingId: id, status: 'stopped' as const, stoppedAt: (endedAt ?? new Date()).toISOString() };
    },
  );
}
