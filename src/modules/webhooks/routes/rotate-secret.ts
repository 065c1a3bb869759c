import { Type } from 'typebox';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { WebhooksDeps } from '../deps.ts';
import { rotateSecret } from '../rotate-secret.ts';
import { WebhookParams } from '../webhook-view.ts';

/** `POST /v1/webhooks/:id/rotate-secret`: both secrets sign for 24 hours. */
export function rotateSecretRoute(app: HttpServer, deps: WebhooksDeps): void {
  app.post(
    '/v1/webhooks/:id/rotate-secret',
    {
      config: {
        access: {
          by: ['key'],
          scope: 'webhooks:write',
          audit: 'webhook.rotate-secret',
          idempotent: true,
          errors: ['not-found'],
        },
      },
      schema: {
        operationId: 'rotateWebhookSecret',
        tags: ['Webhooks'],
        summary: 'Rotate the secret',
        description: 'The secret until now goes on signing beside the new one for 24 hours.',
        params: WebhookParams,
        response: { 200: Type.Object({ secret: Type.String() }) },
      },
    },
    async (request) => {
      const place = { workspaceId: workspaceOf(request.actor), webhookId: request.params.id };
      return { secret: await rotateSecret(deps, place) };
    },
  );
}
