import { Type } from 'typebox';
import type { HttpServer } from '../../../http/http-server.ts';
import type { RecordingsDeps } from '../deps.ts';
import { openRecordingLink } from '../open-recording-link.ts';
import { RecordingView, toRecordingView } from '../recording-view.ts';
import { createLinkReader } from './link-of-request.ts';

const shown = [
  ...(['recordingId', 'roomId', 'status', 'filename', 'mimeType', 'sizeBytes'] as const),
  ...(['durationSeconds', 'hasStrip', 'createdAt'] as const),
] as const;

const LinkedRecording = Type.Object({
  ...Type.Pick(RecordingView, shown).properties,
  expiresAt: Type.String({ format: 'date-time', description: 'Of the link.' }),
});

/** `GET /v1/recording-links/:signature`: what the player shows of a recording beside its file. */
export function getRecordingLinkRoute(app: HttpServer, deps: RecordingsDeps): void {
  app.get(
    '/v1/recording-links/:signature',
    {
      config: {
        access: { by: ['anyone'], linkOf: createLinkReader(deps), errors: ['forbidden', 'not-found', 'gone'] },
      },
      schema: {
        operationId: 'getRecordingLink',
        tags: ['Recordings'],
        summary: 'Read a link to a recording',
        params: Type.Object({ signature: Type.String({ minLength: 1, maxLength: 1_536 }) }),
        querystring: Type.Object({
          waitSeconds: Type.Integer({
            minimum: 0,
            maximum: 25,
            default: 0,
            description: 'While its file or its pictures may still come, answer at the next change, or after so long.',
          }),
        }),
        response: { 200: LinkedRecording },
      },
    },
    async (request, reply) => {
      const { signature } = request.params;
      const { recording, expiresAt } = await openRecordingLink(deps, signature, request.query.waitSeconds * 1_000);
      reply.header('cache-control', 'no-store');
      return { ...toRecordingView(recording), expiresAt: new Date(expiresAt).toISOString() };
    },
  );
}
