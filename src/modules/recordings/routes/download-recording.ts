import { Type } from 'typebox';
import { AppError, forbidden, unauthorized } from '../../../core/errors.ts';
import type { Actor, KeyActor } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { RecordingsDeps } from '../deps.ts';
import { openDownload } from '../open-download.ts';
import { readRecordingLink } from '../recording-links.ts';
import { RecordingParams } from './get-recording.ts';

const DownloadQuery = Type.Object({
  signature: Type.Optional(Type.String({ maxLength: 2_048, description: 'Of a signed link; then no key is needed.' })),
});

const RangeHeader = Type.Object({ range: Type.Optional(Type.String({ maxLength: 256, description: 'One range of bytes.' })) });

const file = { content: { '*/*': { schema: Type.String({ format: 'binary' }) } } };

/**
 * `GET /v1/recordings/:recordingId/download` (seed 002): the file, or the bytes that a single `Range` asks for (RFC 9110,
 * section 14): 206, or a 416 for what lies behind its end.
 */
export function downloadRecordingRoute(app: HttpServer, deps: RecordingsDeps): void {
  app.get(
    '/v1/recordings/:recordingId/download',
    {
      compress: false,
      config: {
        access: { by: ['anyone'], errors: ['unauthorized', 'forbidden', 'missing-scope', 'not-found', 'conflict', 'unavailable'] },
      },
      schema: {
        operationId: 'downloadRecording',
        tags: ['Recordings'],
        summary: 'Download a recording',
        params: RecordingParams,
        querystring: DownloadQuery,
        headers: RangeHeader,
        response: {
          200: { description: 'The file.', ...file },
          206: { description: 'A part of the file.', ...file },
          416: Type.Null({ description: 'The range lies behind the end of the file.' }),
        },
      },
    },
    async (request, reply) => {
      const { recordingId } = request.params;
      const workspaceId = workspaceOfDownload(deps, request.actor, recordingId, request.query.signature);
      const download = await openDownload(deps, workspaceId, recordingId, request.headers.range);
      // The schema says that it is bytes, which TypeScript takes for a text.
      return reply.code(download.status).headers(download.headers).send(download.body as unknown as string);
    },
  );
}

/** The workspace that a signature, else a key speaks for. */
function workspaceOfDownload({ linkKey }: RecordingsDeps, actor: Actor, recordingId: string, signature?: string): string {
  const link = signature === undefined ? null : readRecordingLink(linkKey, signature);
  if (link && link.recordingId === recordingId && link.expiresAt > Date.now()) return link.workspaceId;
  if (actor.kind === 'key') return workspaceOfKey(actor);
  if (link) throw forbidden('This link has expired, or is for another recording.');
  if (signature !== undefined) throw forbidden('This link is not one that this server made.');
  if (actor.kind === 'participant') throw forbidden('Your role does not allow this.');
  throw unauthorized('Send an API key, or use a signed link.');
}

function workspaceOfKey({ workspaceId, scopes }: KeyActor): string {
  if (scopes === null || scopes.includes('recordings:read')) return workspaceId;
  throw new AppError('missing-scope', 'This API key lacks the scope recordings:read.');
}
