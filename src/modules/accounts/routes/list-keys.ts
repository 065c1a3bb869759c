import { Type } from 'typebox';
import { NextCursor, PageQuery } from '../../../contracts/pagination.ts';
import { toPage } from '../../../core/pagination.ts';
import { readCursorSeq } from '../../../core/read-cursor-seq.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { AccountsDeps } from '../deps.ts';
import { KeyView, toKeyView } from '../keys/key-view.ts';
import { findKeys } from '../keys/repository.ts';

/** `GET /v1/keys`: the keys of the workspace that were not revoked, oldest first. */
export function listKeysRoute(app: HttpServer, { db }: AccountsDeps): void {
  app.get(
    '/v1/keys',
    {
      config: { access: { by: ['key'], scope: 'keys:read' } },
      schema: {
        operationId: 'listKeys',
        tags: ['API keys'],
        summary: 'List API keys',
        querystring: PageQuery,
        response: { 200: Type.Object({ keys: Type.Array(KeyView), nextCursor: NextCursor }) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const after = readCursorSeq(cursor) ?? 0;
      const rows = await findKeys(db, workspaceOf(request.actor), after, limit + 1);
      const { items, nextCursor } = toPage(rows, limit, ({ seq }) => [String(seq)]);
      return { keys: items.map(toKeyView), nextCursor };
    },
  );
}
