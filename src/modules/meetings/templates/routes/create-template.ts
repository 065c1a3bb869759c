import { Type } from 'typebox';
import { workspaceOf } from '../../../../http/actor.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { TemplateFields, TemplateView, toTemplateView } from '../template-view.ts';
import { createTemplate } from '../templates.ts';

const TemplateRequest = Type.Object(TemplateFields);

/** `POST /v1/templates`: how meetings of a kind are held. */
export function createTemplateRoute(app: HttpServer, { db }: MeetingsDeps): void {
  app.post(
    '/v1/templates',
    {
      config: { access: { by: ['key'], scope: 'meetings:write', audit: 'template.create', idempotent: true } },
      schema: {
        operationId: 'createTemplate',
        tags: ['Templates'],
        summary: 'Create a template',
        description: '`templateId` names it when a meeting is created.',
        body: TemplateRequest,
        response: { 201: TemplateView },
      },
    },
    async (request, reply) => {
      const template = await createTemplate(db, workspaceOf(request.actor), request.body);
      return reply.code(201).send(toTemplateView(template));
    },
  );
}
