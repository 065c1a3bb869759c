import { Type } from 'typebox';
import { NextCursor, PageQuery } from '../../../contracts/pagination.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { TranscriptionDeps } from '../deps.ts';
import { listTranscriptions } from '../list-transcriptions.ts';
import { toTranscriptionView, TranscriptionView } from '../transcription-view.ts';

/** `GET /v1/transcriptions` (seed 002): of rooms and of recordings, newest first. */
export function listTranscriptionsRoute(app: HttpServer, { db }: TranscriptionDeps): void {
  app.get(
    '/v1/transcriptions',
    {
      config: { access: { by: ['key'], scope: 'transcriptions:read' } },
      schema: {
        operationId: 'listTranscriptions',
        tags: ['Transcription'],
        summary: 'List transcriptions',
        querystring: PageQuery,
        response: { 200: Type.Object({ transcriptions: Type.Array(TranscriptionView), nextCursor: NextCursor }) },
      },
    },
    async (request) => {
      const { items, nextCursor } = await listTranscriptions(db, workspaceOf(request.actor), request.query);
      return { transcriptions: items.map(toTranscriptionView), nextCursor };
    },
  );
}
