import { Type } from 'typebox';
import { RoomParams } from '../../../contracts/identifiers.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { TranscriptionDeps } from '../deps.ts';
import { stopTranscription } from '../stop-transcription.ts';

const Stopped = Type.Object({
  transcriptionId: Type.String(),
  status: Type.Literal('stopped'),
  stoppedAt: Type.String({ format: 'date-time' }),
  segmentCount: Type.Integer({ description: 'So far: the sentence that is being said comes some moments later.' }),
});

/** `POST /v1/rooms/:roomId/transcription/stop` (seed 002). */
export function stopTranscriptionRoute(app: HttpServer, deps: TranscriptionDeps): void {
  app.post(
    '/v1/rooms/:roomId/transcription/stop',
    {
      config: {
        access: { by: ['key', 'host'], scope: 'transcriptions:write', audit: 'transcription.stop', errors: ['not-found'] },
      },
      schema: {
        operationId: 'stopTranscription',
        tags: ['Transcription'],
        summary: 'Stop the transcription of a room',
        params: RoomParams,
        response: { 200: Stopped },
      },
    },
    async (request) => {
      const place = { workspaceId: workspaceOf(request.actor), roomId: request.params.roomId };
      const { transcription: { id, endedAt }, segmentCount } = await stopTranscription(deps, place);
      const stoppedAt = (endedAt ?? new Date()).toISOString();
      return { transcriptionId: id, status: 'stopped' as const, stoppedAt, segmentCount };
    },
  );
}
