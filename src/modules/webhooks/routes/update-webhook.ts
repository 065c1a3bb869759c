import { Type } from 'typebox';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { WebhooksDeps } from '../deps.ts';
import { changeWebhook } from '../update-webhook.ts';
import { toWebhookView, Webhook, WebhookEvents, WebhookParams, WebhookUrl } from '../webhook-view.ts';

const WebhookChange = Type.Object({
  url: Type.Optional(WebhookUrl),
  events: Type.Optional(WebhookEvents),
  isActive: Type.Optional(
    Type.Boolean({ description: 'false ends what is still to be delivered; true also after the server disabled it.' }),
  ),
});

/** `PATCH /v1/webhooks/:id`. */
export function updateWebhookRoute(app: HttpServer, deps: WebhooksDeps): void {
  app.patch(
    '/v1/webhooks/:id',
    {
      config: { access: { by: ['key'], scope: 'webhooks:write', audit: 'webhook.update', errors: ['not-found'] } },
      schema: {
        operationId: 'updateWebhook',
        tags: ['Webhooks'],
        summary: 'Change a webhook',
        params: WebhookParams,
        body: WebhookChange,
        response: { 200: Webhook },
      },
    },
    async (request) => {
      const place = { workspaceId: workspaceOf(request.actor), webhookId: request.params.id };
      const { url, events, isActive } = request.body;
      const change = {
        ...(url === undefined ? {} : { url }),
        ...(events === undefined ? {} : { events: [...new Set(events)] }),
        ...(isActive === undefined ? {} : { isActive }),
      };
      return toWebhookView(await changeWebhook(deps, place, change));
    },
  );
}
