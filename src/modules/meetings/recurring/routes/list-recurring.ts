import { Type } from 'typebox';
import { NextCursor, PageQuery } from '../../../../contracts/pagination.ts';
import { workspaceOf } from '../../../../http/actor.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { listRecurring } from '../list-recurring.ts';
import { RecurringView, toRecurringView } from '../recurring-view.ts';

/** `GET /v1/recurring`: newest first. */
export function listRecurringRoute(app: HttpServer, { db }: MeetingsDeps): void {
  app.get(
    '/v1/recurring',
    {
      config: { access: { by: ['key'], scope: 'meetings:read' } },
      schema: {
        operationId: 'listRecurring',
        tags: ['Recurring meetings'],
        summary: 'List recurring meetings',
        querystring: PageQuery,
        response: { 200: Type.Object({ recurring: Type.Array(RecurringView), nextCursor: NextCursor }) },
      },
    },
    async (request) => {
      const { items, nextCursor } = await listRecurring(db, workspaceOf(request.actor), request.query);
      return { recurring: items.map(toRecurringView), nextCursor };
    },
  );
}
