import type { Scene } from './scene.ts';

export interface Delivery {
  deliveryId: string;
  event: string;
  status: string;
  attempts: { at: string; statusCode: number | null; ms: number; responseBody: string | null; error: string | null }[];
  nextAttemptAt: string | null;
}

export interface DeliveryPage {
  deliveries: Delivery[];
  nextCursor: string | null;
}

/** Registers a webhook for everything. */
export async function createWebhook(scene: Scene, url: string, body: Record<string, unknown> = {}) {
  const answer = await scene.owner.call<{ id: string; secret: string }>('POST', '/v1/webhooks', { url, ...body });
  return answer.body;
}

/** Newest first. */
export async function listDeliveries(scene: Scene, webhookId: string): Promise<Delivery[]> {
  const { body } = await scene.owner.call<DeliveryPage>('GET', `/v1/webhooks/${webhookId}/deliveries`);
  return body.deliveries;
}

/** Makes every retry of a webhook due, as if the time until then had passed. */
export async function passTime({ database }: Scene, webhookId: string): Promise<void> {
  await database.sql`
    update webhook_deliveries set next_attempt_at = now() - interval '1 second'
    where webhook_id = ${webhookId} and status = 'pending'`;
}
