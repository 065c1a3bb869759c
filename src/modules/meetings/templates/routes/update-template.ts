import { Type } from 'typebox';
import { workspaceOf } from '../../../../http/actor.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { TemplateFields, TemplateParams, TemplateView, toTemplateView } from '../template-view.ts';
import { changeTemplate } from '../templates.ts';

const TemplateChange = Type.Partial(Type.Object(TemplateFields));

/** `PATCH /v1/templates/:id`: meetings that were made by it stay as they are. */
export function updateTemplateRoute(app: HttpServer, { db }: MeetingsDeps): void {
  app.patch(
    '/v1/templates/:id',
    {
      config: { access: { by: ['key'], scope: 'meetings:write', audit: 'template.update', errors: ['not-found'] } },
      schema: {
        operationId: 'updateTemplate',
        tags: ['Templates'],
        summary: 'Change a template',
        params: TemplateParams,
        body: TemplateChange,
        response: { 200: TemplateView },
      },
    },
    async (request) => {
      const place = { workspaceId: workspaceOf(request.actor), id: request.params.id };
      return toTemplateView(await changeTemplate(db, place, request.body));
    },
  );
}
