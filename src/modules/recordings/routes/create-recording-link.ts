import { Type } from 'typebox';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { RecordingsDeps } from '../deps.ts';
import { getRecording } from '../find-recording.ts';
import { signRecordingLink } from '../recording-links.ts';
import { RecordingParams } from './get-recording.ts';

const LinkRequest = Type.Object({
  expiresInSeconds: Type.Integer({ minimum: 60, maximum: 2_592_000, default: 86_400 }),
});

const Link = Type.Object({
  url: Type.String({ description: 'Whoever has it can download the file, no key needed.' }),
  expiresAt: Type.String({ format: 'date-time' }),
});

/** `POST /v1/recordings/:recordingId/link`: an address at which the file can be had without a key, for a while. */
export function createRecordingLinkRoute(app: HttpServer, deps: RecordingsDeps): void {
  app.post(
    '/v1/recordings/:recordingId/link',
    {
      config: {
        access: { by: ['key'], scope: 'recordings:read', audit: 'recording-link.create', idempotent: true, errors: ['not-found'] },
      },
      schema: {
        operationId: 'createRecordingLink',
        tags: ['Recordings'],
        summary: 'Make a link to download a recording',
        params: RecordingParams,
        body: LinkRequest,
        response: { 201: Link },
      },
    },
    async (request, reply) => {
      const workspaceId = workspaceOf(request.actor);
      const { id: recordingId } = await getRecording(deps.db, workspaceId, request.params.recordingId);
      const expiresAt = Date.now() + request.body.expiresInSeconds * 1_000;
      const signature = signRecordingLink(deps.linkKey, { workspaceId, recordingId, expiresAt });
      const url = `${deps.publicUrl}/v1/recordings/${recordingId}/download?signature=${signature}`;
      return reply.code(201).send({ url, expiresAt: new Date(expiresAt).toISOString() });
    },
  );
}
