import multipart from '@fastify/multipart';
import { Type } from 'typebox';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { AppError } from '../../../core/errors.ts';
import { createTurns } from '../../../core/turns.ts';
import { type Place, requireOwned } from '../../rooms/index.ts';
import type { RecordingsDeps } from '../deps.ts';
import { RecordingView, toRecordingView } from '../recording-view.ts';
import { requireMeeting } from '../require-meeting.ts';
import { maxUploadSize } from '../uploads/store-upload.ts';
import { takeUpload } from '../uploads/take-upload.ts';
import { MeetingParams } from './list-meeting-recordings.ts';
import { discardRest, readForm, type UploadRequest } from './read-form.ts';

/** Each holds 5 MiB of its file in memory; more wait, while what they send waits in the network. */
const uploadsAtOnce = 8;
/** What a form takes besides its file. */
const formSize = 64 * 1024;

const UploadForm = Type.Object({
  recording: Type.String({ format: 'binary', description: 'A video or audio file of up to 500 MB.' }),
});

/** `POST /v1/meetings/:meetingId/recordings` (seed 001): a file from elsewhere, which goes to storage as it comes. */
export function uploadRecordingRoute(app: HttpServer, deps: RecordingsDeps): void {
  const inTurn = createTurns(uploadsAtOnce);
  // In a scope of its own: no other call takes forms.
  void app.register(async (scope: HttpServer) => {
    await scope.register(multipart, { limits: { fileSize: Infinity } });
    scope.post(
      '/v1/meetings/:meetingId/recordings',
      {
        config: {
          access: {
            by: ['key', 'host'],
            scope: 'recordings:write',
            audit: 'recording.upload',
            idempotent: true,
            errors: ['not-found'],
          },
        },
        schema: {
          operationId: 'uploadRecording',
          tags: ['Recordings'],
          summary: 'Upload a recording',
          description: 'With an Idempotency-Key, the file is not compared with the first one: the key alone decides.',
          params: MeetingParams,
          body: { content: { 'multipart/form-data': { schema: UploadForm } } },
          response: { 201: RecordingView },
        },
      },
      async (request, reply) => {
        const place = { workspaceId: workspaceOf(request.actor), roomId: request.params.meetingId };
        try {
          const recording = await upload(deps, place, request, inTurn);
          return await reply.code(201).send(toRecordingView(recording));
        } finally {
          discardRest(request.raw);
        }
      },
    );
  });
}

async function upload(deps: RecordingsDeps, place: Place, request: UploadRequest, inTurn: ReturnType<typeof createTurns>) {
  if (!request.isMultipart()) throw new AppError('unsupported-media-type', 'Send the file as multipart/form-data.');
  if (Number(request.headers['content-length']) > maxUploadSize + formSize) {
    throw new AppError('too-large', 'The file is larger than 500 MB.');
  }
  requireOwned(place.workspaceId);
  await requireMeeting(deps, place);
  return inTurn(() => takeUpload(deps, place, readForm(request)));
}
