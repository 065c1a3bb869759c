import { workspaceOf } from '../../../../http/actor.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { getTemplate } from '../repository.ts';
import { TemplateParams, TemplateView, toTemplateView } from '../template-view.ts';

/** `GET /v1/templates/:id`. */
export function getTemplateRoute(app: HttpServer, { db }: MeetingsDeps): void {
  app.get(
    '/v1/templates/:id',
    {
      config: { access: { by: ['key'], scope: 'meetings:read', errors: ['not-found'] } },
      schema: {
        operationId: 'getTemplate',
        tags: ['Templates'],
        summary: 'Get a template',
        params: TemplateParams,
        response: { 200: TemplateView },
      },
    },
    async (request) => {
      return toTemplateView(await getTemplate(db, { workspaceId: workspaceOf(request.actor), id: request.params.id }));
    },
  );
}
