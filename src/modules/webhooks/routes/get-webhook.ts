import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { WebhooksDeps } from '../deps.ts';
import { getWebhook } from '../find-webhook.ts';
import { toWebhookView, Webhook, WebhookParams } from '../webhook-view.ts';

/** `GET /v1/webhooks/:id`. */
export function getWebhookRoute(app: HttpServer, { db }: WebhooksDeps): void {
  app.get(
    '/v1/webhooks/:id',
    {
      config: { access: { by: ['key'], scope: 'webhooks:read', errors: ['not-found'] } },
      schema: {
        operationId: 'getWebhook',
        tags: ['Webhooks'],
        summary: 'Get a webhook',
        params: WebhookParams,
        response: { 200: Webhook },
      },
    },
    async (request) => {
      const place = { workspaceId: workspaceOf(request.actor), webhookId: request.params.id };
      return toWebhookView(await getWebhook(db, place));
    },
  );
}
