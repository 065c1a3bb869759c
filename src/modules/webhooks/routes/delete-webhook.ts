import { Type } from 'typebox';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { deleteWebhook } from '../delete-webhook.ts';
import type { WebhooksDeps } from '../deps.ts';
import { WebhookParams } from '../webhook-view.ts';

/** `DELETE /v1/webhooks/:id`: what it still had to deliver is not delivered. */
export function deleteWebhookRoute(app: HttpServer, { db }: WebhooksDeps): void {
  app.delete(
    '/v1/webhooks/:id',
    {
      config: { access: { by: ['key'], scope: 'webhooks:write', audit: 'webhook.delete', errors: ['not-found'] } },
      schema: {
        operationId: 'deleteWebhook',
        tags: ['Webhooks'],
        summary: 'Delete a webhook',
        params: WebhookParams,
        response: { 204: Type.Null({ description: 'Deleted.' }) },
      },
    },
    async (request, reply) => {
      await deleteWebhook(db, { workspaceId: workspaceOf(request.actor), webhookId: request.params.id });
      return reply.code(204).send(null);
    },
  );
}
