import { Type } from 'typebox';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { WebhooksDeps } from '../deps.ts';
import { testWebhook } from '../test-webhook.ts';
import { WebhookParams } from '../webhook-view.ts';

const TestResult = Type.Object({
  delivered: Type.Boolean({ description: 'It answered 2xx.' }),
  statusCode: Type.Union([Type.Integer(), Type.Null()], { description: 'null when it could not be reached.' }),
});

/** `POST /v1/webhooks/:id/test`: posts an event named `test` and tells how it was answered. */
export function testWebhookRoute(app: HttpServer, deps: WebhooksDeps): void {
  app.post(
    '/v1/webhooks/:id/test',
    {
      config: { access: { by: ['key'], scope: 'webhooks:write', audit: 'webhook.test', errors: ['not-found'] } },
      schema: {
        operationId: 'testWebhook',
        tags: ['Webhooks'],
        summary: 'Send a test event',
        description: 'Waits up to 15 s for the answer. The event is named `test` and is not kept as a delivery.',
        params: WebhookParams,
        response: { 200: TestResult },
      },
    },
    async (request) => testWebhook(deps, { workspaceId: workspaceOf(request.actor), webhookId: request.params.id }),
  );
}
