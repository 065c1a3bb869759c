import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { HttpServer } from '../../../http/http-server.ts';
import { prefersPage } from '../../../http/prefers-page.ts';
import type { RecordingsDeps } from '../deps.ts';
import { openDownload } from '../open-download.ts';
import { findPermitted, permissionErrors, SignatureQuery } from './find-permitted.ts';
import { RecordingParams } from './get-recording.ts';
import { createLinkReader } from './link-of-request.ts';

const DownloadQuery = Type.Object({
  ...SignatureQuery.properties,
  as: Type.Optional(Type.Literal('file', { description: 'The file also for a browser, which else gets the player.' })),
});

const RangeHeaders = Type.Object({
  range: Type.Optional(Type.String({ maxLength: 256, description: 'One range of bytes.' })),
  'if-range': Type.Optional(Type.String({ maxLength: 256, description: 'The `ETag` of the file that the range is of.' })),
});

const file = { content: { '*/*': { schema: Type.String({ format: 'binary' }) } } };

/**
 * `GET /v1/recordings/:recordingId/download` (seed 002): the file, or the bytes that a single `Range` asks for (RFC 9110,
 * section 14): 206, or a 416 for what lies behind its end. A person who opens a signed link in a browser is led to the
 * player. That is a page of its own, so that file and page are not mixed up in any cache, with the signature behind the
 * `#`, where no server sees it.
 */
export function downloadRecordingRoute(app: HttpServer, deps: RecordingsDeps): void {
  app.get(
    '/v1/recordings/:recordingId/download',
    {
      compress: false,
      config: {
        access: {
          by: ['anyone'],
          linkOf: createLinkReader(deps),
          errors: [...permissionErrors, 'conflict', 'range-not-satisfiable', 'unavailable'],
        },
      },
      schema: {
        operationId: 'downloadRecording',
        tags: ['Recordings'],
        summary: 'Download a recording',
        params: RecordingParams,
        querystring: DownloadQuery,
        headers: RangeHeaders,
        response: {
          200: { description: 'The file.', ...file },
          206: { description: 'A part of the file.', ...file },
          303: Type.Null({ description: 'To the player page, for a browser that opens a signed link.' }),
        },
      },
    },
    async (request, reply) => {
      const { signature, as } = request.query;
      if (signature !== undefined && as === undefined && prefersPage(request)) return sendToPlayer(reply, signature);
      const recording = await findPermitted(deps, request, request.params.recordingId, signature);
      const { range, 'if-range': ifRange } = request.headers;
      const download = await openDownload(deps, recording, { range, ifRange, isHead: request.method === 'HEAD' });
      // The schema says that it is bytes, which TypeScript takes for a text.
      return reply.code(download.status).headers(download.headers).send(download.body as unknown as string);
    },
  );
}

function sendToPlayer(reply: FastifyReply, signature: string): FastifyReply {
  return reply
    .code(303)
    .headers({ location: `/play#${encodeURIComponent(signature)}`, 'cache-control': 'no-store', vary: 'Accept' })
    .send();
}
