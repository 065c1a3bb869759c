import { Type } from 'typebox';
import { RoomParams } from '../../../contracts/identifiers.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { StreamsDeps } from '../deps.ts';
import { findRunning } from '../repository.ts';
import { readTargets, startOf, StreamTarget } from '../stream-view.ts';

const Status = Type.Object({
  isStreaming: Type.Boolean(),
  streamId: Type.Union([Type.String(), Type.Null()]),
  startedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  targets: Type.Array(StreamTarget),
});

/** `GET /v1/rooms/:roomId/stream` (seed 002): whether a room is being streamed, and how each target is doing. */
export function getStreamRoute(app: HttpServer, { db }: StreamsDeps): void {
  app.get(
    '/v1/rooms/:roomId/stream',
    {
      config: { access: { by: ['key', 'host'], scope: 'streams:read' } },
      schema: {
        operationId: 'getStream',
        tags: ['Streams'],
        summary: 'How the stream of a room is doing',
        params: RoomParams,
        response: { 200: Status },
      },
    },
    async (request) => {
      const running = await findRunning(db, { workspaceId: workspaceOf(request.actor), roomId: request.params.roomId });
      if (!running) return { isStreaming: false, streamId: null, startedAt: null, targets: [] };
      return { isStreaming: true, streamId: running.id, startedAt: startOf(running), targets: await readTargets(db, running) };
    },
  );
}
