import { notFound } from '../../core/errors.ts';
import type { Database } from '../../platform/db/client.ts';
import { stopDeliveries } from './deliveries/repository.ts';
import { markDeleted, type WebhookPlace } from './repository.ts';

/** Deletes a webhook; what it still had to deliver stops. */
export async function deleteWebhook(db: Database, place: WebhookPlace): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await markDeleted(tx, place))) throw notFound('Webhook');
    await stopDeliveries(tx, place.webhookId);
  });
}
