import { Type } from 'typebox';
import { RoomParams } from '../../../contracts/identifiers.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { RecordingsDeps } from '../deps.ts';
import { findRunning } from '../repository.ts';

const nullableText = Type.Union([Type.String(), Type.Null()]);

const Status = Type.Object({
  isRecording: Type.Boolean(),
  recordingId: nullableText,
  egressId: nullableText,
  startedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
});

/** `GET /v1/rooms/:roomId/recording` (seed 002): whether a room is being recorded. */
export function getRecordingStatusRoute(app: HttpServer, { db }: RecordingsDeps): void {
  app.get(
    '/v1/rooms/:roomId/recording',
    {
      config: { access: { by: ['key', 'host', 'participant'], scope: 'recordings:read' } },
      schema: {
        operationId: 'getRecordingStatus',
        tags: ['Recordings'],
        summary: 'Whether a room is being recorded',
        params: RoomParams,
        response: { 200: Status },
      },
    },
    async (request) => {
      const running = await findRunning(db, { workspaceId: workspaceOf(request.actor), roomId: request.params.roomId });
      if (!running) return { isRecording: false, recordingId: null, egressId: null, startedAt: null };
      const { id, egressId, createdAt } = running;
      return { isRecording: true, recordingId: id, egressId, startedAt: createdAt.toISOString() };
    },
  );
}
