import { Type } from 'typebox';
import { NextCursor, PageQuery } from '../../../contracts/pagination.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { SystemDeps } from '../deps.ts';
import { listAudit } from '../list-audit.ts';

const orNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description });

const Entry = Type.Object({
  id: Type.String(),
  actor: Type.String({ description: '`key:<id of the API key>` or `participant:<identity>`.' }),
  action: Type.String({ description: '`<thing>.<verb>`: the `x-audit` of the operation.' }),
  target: orNull('What was changed: a roomId, `<roomId>/<participantId>`, or the id of another thing.'),
  at: Type.String({ format: 'date-time' }),
  ip: orNull('Where the call came from.'),
});

/** `GET /v1/audit`: who changed what in the workspace, the newest first. */
export function listAuditRoute(app: HttpServer, { audit }: SystemDeps): void {
  app.get(
    '/v1/audit',
    {
      config: { access: { by: ['key'], scope: 'audit:read' } },
      schema: {
        operationId: 'listAudit',
        tags: ['System'],
        summary: 'Who changed what',
        querystring: PageQuery,
        response: { 200: Type.Object({ entries: Type.Array(Entry), nextCursor: NextCursor }) },
      },
    },
    async (request) => {
      const { items, nextCursor } = await listAudit(audit, workspaceOf(request.actor), request.query);
      const entries = items.map((entry) => ({ ...entry, id: String(entry.id), at: entry.at.toISOString() }));
      return { entries, nextCursor };
    },
  );
}
