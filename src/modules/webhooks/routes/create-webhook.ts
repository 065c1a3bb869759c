import { type Static, Type } from 'typebox';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { createWebhook } from '../create-webhook.ts';
import type { WebhooksDeps } from '../deps.ts';
import { toWebhookView, Webhook, WebhookEvents, WebhookUrl } from '../webhook-view.ts';

const WebhookRequest = Type.Object({
  url: WebhookUrl,
  events: { ...WebhookEvents, default: ['*' as const] },
  secret: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 512,
      description: 'The key is what stands in base64 after `whsec_`, else the bytes of the text. Made when not given.',
    }),
  ),
});

/** `POST /v1/webhooks`: registers an endpoint; the only answer that shows its secret. */
export function createWebhookRoute(app: HttpServer, deps: WebhooksDeps): void {
  app.post(
    '/v1/webhooks',
    {
      config: { access: { by: ['key'], scope: 'webhooks:write', audit: 'webhook.create', idempotent: true } },
      schema: {
        operationId: 'createWebhook',
        tags: ['Webhooks'],
        summary: 'Register a webhook',
        description: 'Deliveries follow Standard Webhooks.',
        body: WebhookRequest,
        response: { 201: Webhook },
      },
    },
    async (request, reply) => {
      const workspaceId = workspaceOf(request.actor);
      const { row, secret } = await createWebhook(deps, { workspaceId, ...pick(request.body) });
      return reply.code(201).send(toWebhookView(row, secret));
    },
  );
}

/** Without what else a caller may have sent. */
function pick({ url, events, secret }: Static<typeof WebhookRequest>) {
  return { url, events: [...new Set(events)], ...(secret === undefined ? {} : { secret }) };
}
