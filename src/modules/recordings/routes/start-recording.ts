import { Type } from 'typebox';
import { Layout } from '../../../contracts/composing.ts';
import { RoomParams } from '../../../contracts/identifiers.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { RecordingsDeps } from '../deps.ts';
import { startRecording } from '../start-recording.ts';
import type { Recording } from '../tables.ts';

/** H.264 wants even numbers. */
const pixels = (maximum: number, fallback: number) =>
  Type.Integer({ minimum: 160, maximum, multipleOf: 2, default: fallback, description: 'Pixels, an even number.' });

const StartRequest = Type.Object({
  layout: Type.Union([Layout], { default: 'grid' }),
  audioOnly: Type.Boolean({ default: false }),
  width: pixels(1920, 1280),
  height: pixels(1080, 720),
});

const Started = Type.Object({
  recordingId: Type.String(),
  egressId: Type.Union([Type.String(), Type.Null()]),
  roomId: Type.Union([Type.String(), Type.Null()]),
  status: Type.Enum(['recording', 'already_recording']),
  startedAt: Type.String({ format: 'date-time' }),
});

/** `POST /v1/rooms/:roomId/recording/start` (seed 002): one recording at a time in a room. */
export function startRecordingRoute(app: HttpServer, deps: RecordingsDeps): void {
  app.post(
    '/v1/rooms/:roomId/recording/start',
    {
      config: {
        access: {
          by: ['key', 'host'],
          scope: 'recordings:write',
          audit: 'recording.start',
          idempotent: true,
          errors: ['not-found', 'recording-unavailable'],
        },
      },
      schema: {
        operationId: 'startRecording',
        tags: ['Recordings'],
        summary: 'Start a recording',
        params: RoomParams,
        body: StartRequest,
        response: { 200: Started, 201: Started },
      },
    },
    async (request, reply) => {
      const place = { workspaceId: workspaceOf(request.actor), roomId: request.params.roomId };
      const { layout, audioOnly, width, height } = request.body;
      const { recording, isNew } = await startRecording(deps, place, { layout, audioOnly, width, height });
      return reply.code(isNew ? 201 : 200).send(toStarted(recording, isNew));
    },
  );
}

function toStarted({ id, egressId, roomId, createdAt }: Recording, isNew: boolean) {
  const status = isNew ? ('recording' as const) : ('already_recording' as const);
  return { recordingId: id, egressId, roomId, status, startedAt: createdAt.toISOString() };
}
