import { type Static, Type } from 'typebox';
import { RoomParams } from '../../../contracts/identifiers.ts';
import { invalidField } from '../../../core/errors.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { GivenUrl } from '../check-targets.ts';
import type { StreamsDeps } from '../deps.ts';
import { startStream } from '../start-stream.ts';
import { readTargets, startOf, StreamTarget } from '../stream-view.ts';

const TargetUrl = Type.String({
  maxLength: 2_000,
  pattern: '^[Rr][Tt][Mm][Pp][Ss]?://',
  description: '`rtmp` or `rtmps`, ending with `/<application>/<stream key>`.',
});

const StartRequest = Type.Object(
  {
    url: Type.Optional(TargetUrl),
    urls: Type.Optional(Type.Array(TargetUrl, { minItems: 1, maxItems: 10, uniqueItems: true })),
  },
  { description: 'Either `url` or `urls`.', anyOf: [{ required: ['url'] }, { required: ['urls'] }] },
);

const Started = Type.Object({
  streamId: Type.String(),
  status: Type.Literal('live', { description: 'It was accepted; each target tells how it is doing.' }),
  targets: Type.Array(StreamTarget),
  startedAt: Type.String({ format: 'date-time' }),
});

/** `POST /v1/rooms/:roomId/stream/start` (seed 002): one stream at a time in a room, to up to ten targets. */
export function startStreamRoute(app: HttpServer, deps: StreamsDeps): void {
  app.post(
    '/v1/rooms/:roomId/stream/start',
    {
      config: {
        access: {
          by: ['key', 'host'],
          scope: 'streams:write',
          audit: 'stream.start',
          idempotent: true,
          errors: ['not-found', 'conflict', 'streaming-unavailable'],
        },
      },
      schema: {
        operationId: 'startStream',
        tags: ['Streams'],
        summary: 'Stream a room to RTMP servers',
        params: RoomParams,
        body: StartRequest,
        response: { 201: Started },
      },
    },
    async (request, reply) => {
      const place = { workspaceId: workspaceOf(request.actor), roomId: request.params.roomId };
      const stream = await startStream(deps, place, readUrls(request.body));
      const targets = await readTargets(deps.db, stream);
      return reply.code(201).send({ streamId: stream.id, status: 'live' as const, targets, startedAt: startOf(stream) });
    },
  );
}

function readUrls({ url, urls }: Static<typeof StartRequest>): GivenUrl[] {
  if (url !== undefined && urls !== undefined) throw invalidField('/url', 'Send either `url` or `urls`, not both.');
  if (url !== undefined) return [{ path: '/url', url }];
  return (urls ?? []).map((each, i) => ({ path: `/urls/${i}`, url: each }));
}
