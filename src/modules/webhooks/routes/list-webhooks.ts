import { Type } from 'typebox';
import { NextCursor, PageQuery } from '../../../contracts/pagination.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { WebhooksDeps } from '../deps.ts';
import { listWebhooks } from '../list-webhooks.ts';
import { toWebhookView, Webhook } from '../webhook-view.ts';

/** `GET /v1/webhooks`: the webhooks of the workspace, oldest first. */
export function listWebhooksRoute(app: HttpServer, { db }: WebhooksDeps): void {
  app.get(
    '/v1/webhooks',
    {
      config: { access: { by: ['key'], scope: 'webhooks:read' } },
      schema: {
        operationId: 'listWebhooks',
        tags: ['Webhooks'],
        summary: 'List webhooks',
        querystring: PageQuery,
        response: { 200: Type.Object({ webhooks: Type.Array(Webhook), nextCursor: NextCursor }) },
      },
    },
    async (request) => {
      const { items, nextCursor } = await listWebhooks(db, workspaceOf(request.actor), request.query);
      return { webhooks: items.map((row) => toWebhookView(row)), nextCursor };
    },
  );
}
