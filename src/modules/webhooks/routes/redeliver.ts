import { Type } from 'typebox';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { redeliver } from '../deliveries/redeliver.ts';
import type { WebhooksDeps } from '../deps.ts';

const DeliveryParams = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 64 }),
  deliveryId: Type.String({ minLength: 1, maxLength: 64 }),
});

const Accepted = Type.Object(
  { deliveryId: Type.String(), status: Type.Literal('pending') },
  { description: 'It is tried now, and again as often as a new one.' },
);

/** `POST /v1/webhooks/:id/deliveries/:deliveryId/redeliver`: the same message again, with the same `webhook-id`. */
export function redeliverRoute(app: HttpServer, deps: WebhooksDeps): void {
  app.post(
    '/v1/webhooks/:id/deliveries/:deliveryId/redeliver',
    {
      config: {
        access: {
          by: ['key'],
          scope: 'webhooks:write',
          audit: 'webhook.redeliver',
          errors: ['not-found', 'conflict'],
        },
      },
      schema: {
        operationId: 'redeliver',
        tags: ['Webhooks'],
        summary: 'Deliver again',
        description: '409 when the webhook is not active.',
        params: DeliveryParams,
        response: { 202: Accepted },
      },
    },
    async (request, reply) => {
      const { id, deliveryId } = request.params;
      await redeliver(deps, { workspaceId: workspaceOf(request.actor), webhookId: id }, deliveryId);
      return reply.code(202).send({ deliveryId, status: 'pending' });
    },
  );
}
