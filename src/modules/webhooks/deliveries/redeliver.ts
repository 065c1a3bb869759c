import { AppError, notFound } from '../../../core/errors.ts';
import type { WebhooksDeps } from '../deps.ts';
import { getWebhook } from '../find-webhook.ts';
import type { WebhookPlace } from '../repository.ts';
import { renewDelivery } from './repository.ts';

/** Has a delivery tried again now, whatever became of it: the same message with the same id. */
export async function redeliver(
  { db, wake }: Pick<WebhooksDeps, 'db' | 'wake'>,
  place: WebhookPlace,
  deliveryId: string,
): Promise<void> {
  const { id: webhookId, isActive } = await getWebhook(db, place);
  if (!isActive) throw new AppError('conflict', 'This webhook is not active.');
  const due = await renewDelivery(db, webhookId, deliveryId);
  if (!due) throw notFound('Delivery');
  // It stands in the database, so it is tried also when nobody can be woken now.
  await wake([due]).catch(() => {});
}
