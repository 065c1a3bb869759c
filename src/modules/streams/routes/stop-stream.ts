import { Type } from 'typebox';
import { RoomParams } from '../../../contracts/identifiers.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { StreamsDeps } from '../deps.ts';
import { stopStream } from '../stop-stream.ts';

const Stopped = Type.Object({
  streamId: Type.String(),
  status: Type.Literal('stopped'),
  stoppedAt: Type.String({ format: 'date-time' }),
});

/** `POST /v1/rooms/:roomId/stream/stop` (seed 002). */
export function stopStreamRoute(app: HttpServer, deps: StreamsDeps): void {
  app.post(
    '/v1/rooms/:roomId/stream/stop',
    {
      config: { access: { by: ['key', 'host'], scope: 'streams:write', audit: 'stream.stop', errors: ['not-found'] } },
      schema: {
        operationId: 'stopStream',
        tags: ['Streams'],
        summary: 'Stop the stream',
        params: RoomParams,
        response: { 200: Stopped },
      },
    },
    async (request) => {
      const place = { workspaceId: workspaceOf(request.actor), roomId: request.params.roomId };
      const { id, endedAt } = await stopStream(deps, place);
      return { streamId: id, status: 'stopped' as const, stoppedAt: (endedAt ?? new Date()).toISOString() };
    },
  );
}
