import { Type } from 'typebox';
import { workspaceOf } from '../../../../http/actor.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { deleteTemplate } from '../repository.ts';
import { TemplateParams } from '../template-view.ts';

/** `DELETE /v1/templates/:id`: meetings that were made by it stay. */
export function deleteTemplateRoute(app: HttpServer, { db }: MeetingsDeps): void {
  app.delete(
    '/v1/templates/:id',
    {
      config: { access: { by: ['key'], scope: 'meetings:write', audit: 'template.delete', errors: ['not-found'] } },
      schema: {
        operationId: 'deleteTemplate',
        tags: ['Templates'],
        summary: 'Delete a template',
        params: TemplateParams,
        response: { 204: Type.Null({ description: 'Deleted.' }) },
      },
    },
    async (request, reply) => {
      await deleteTemplate(db, { workspaceId: workspaceOf(request.actor), id: request.params.id });
      return reply.code(204).send(null);
    },
  );
}
