import { Type } from 'typebox';
import type { HttpServer } from '../../../http/http-server.ts';
import type { RecordingsDeps } from '../deps.ts';
import { openStrip } from '../open-strip.ts';
import { findPermitted, permissionErrors, SignatureQuery } from './find-permitted.ts';
import { RecordingParams } from './get-recording.ts';
import { createLinkReader } from './link-of-request.ts';

/**
 * `GET /v1/recordings/:recordingId/strip`: ten pictures side by side, each the middle of a tenth of the film; for sound
 * alone, its waveform.
 */
export function getRecordingStripRoute(app: HttpServer, deps: RecordingsDeps): void {
  app.get(
    '/v1/recordings/:recordingId/strip',
    {
      config: {
        access: { by: ['anyone'], linkOf: createLinkReader(deps), errors: [...permissionErrors, 'unavailable'] },
      },
      schema: {
        operationId: 'getRecordingStrip',
        tags: ['Recordings'],
        summary: 'Get the pictures of a recording',
        description: 'Ten tiles of 160 by 90 pixels in one row, each the middle of a tenth; for sound alone, its waveform.',
        params: RecordingParams,
        querystring: SignatureQuery,
        response: {
          200: {
            description: 'A JPEG of 1600 by 90 pixels.',
            content: { 'image/jpeg': { schema: Type.String({ format: 'binary' }) } },
          },
        },
      },
    },
    async (request, reply) => {
      const recording = await findPermitted(deps, request, request.params.recordingId, request.query.signature);
      const strip = await openStrip(deps, recording);
      reply.type('image/jpeg').header('cache-control', 'private, max-age=3600');
      // The schema says that it is bytes, which TypeScript takes for a text.
      return reply.send(strip as unknown as string);
    },
  );
}
