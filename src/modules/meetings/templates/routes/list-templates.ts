import { Type } from 'typebox';
import { NextCursor, PageQuery } from '../../../../contracts/pagination.ts';
import { workspaceOf } from '../../../../http/actor.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { TemplateView, toTemplateView } from '../template-view.ts';
import { listTemplates } from '../templates.ts';

/** `GET /v1/templates`: newest first. */
export function listTemplatesRoute(app: HttpServer, { db }: MeetingsDeps): void {
  app.get(
    '/v1/templates',
    {
      config: { access: { by: ['key'], scope: 'meetings:read' } },
      schema: {
        operationId: 'listTemplates',
        tags: ['Templates'],
        summary: 'List templates',
        querystring: PageQuery,
        response: { 200: Type.Object({ templates: Type.Array(TemplateView), nextCursor: NextCursor }) },
      },
    },
    async (request) => {
      const { items, nextCursor } = await listTemplates(db, workspaceOf(request.actor), request.query);
      return { templates: items.map(toTemplateView), nextCursor };
    },
  );
}
