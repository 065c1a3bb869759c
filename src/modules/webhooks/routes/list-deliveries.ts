import { Type } from 'typebox';
import { NextCursor, PageQuery } from '../../../contracts/pagination.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { Delivery, toDeliveryView } from '../deliveries/delivery-view.ts';
import { listDeliveries } from '../deliveries/list-deliveries.ts';
import type { WebhooksDeps } from '../deps.ts';
import { WebhookParams } from '../webhook-view.ts';

/** `GET /v1/webhooks/:id/deliveries`: newest first, each with every try. */
export function listDeliveriesRoute(app: HttpServer, { db }: WebhooksDeps): void {
  app.get(
    '/v1/webhooks/:id/deliveries',
    {
      config: { access: { by: ['key'], scope: 'webhooks:read', errors: ['not-found'] } },
      schema: {
        operationId: 'listDeliveries',
        tags: ['Webhooks'],
        summary: 'List deliveries',
        params: WebhookParams,
        querystring: PageQuery,
        response: { 200: Type.Object({ deliveries: Type.Array(Delivery), nextCursor: NextCursor }) },
      },
    },
    async (request) => {
      const place = { workspaceId: workspaceOf(request.actor), webhookId: request.params.id };
      const { items, nextCursor } = await listDeliveries(db, place, request.query);
      return { deliveries: items.map(toDeliveryView), nextCursor };
    },
  );
}
