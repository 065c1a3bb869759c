import { Type } from 'typebox';
import { NextCursor, PageQuery } from '../../../contracts/pagination.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { RecordingsDeps } from '../deps.ts';
import { listRecordings } from '../list-recordings.ts';
import { RecordingView, toRecordingView } from '../recording-view.ts';

/** `GET /v1/recordings` (seed 002): the workspace's, newest first. */
export function listRecordingsRoute(app: HttpServer, { db }: RecordingsDeps): void {
  app.get(
    '/v1/recordings',
    {
      config: { access: { by: ['key'], scope: 'recordings:read' } },
      schema: {
        operationId: 'listRecordings',
        tags: ['Recordings'],
        summary: 'List recordings',
        querystring: PageQuery,
        response: { 200: Type.Object({ recordings: Type.Array(RecordingView), nextCursor: NextCursor }) },
      },
    },
    async (request) => {
      const { items, nextCursor } = await listRecordings(db, { workspaceId: workspaceOf(request.actor) }, request.query);
      return { recordings: items.map(toRecordingView), nextCursor };
    },
  );
}
