import { notFound } from '../../core/errors.ts';
import { checkUrl } from './check-url.ts';
import { stopDeliveries } from './deliveries/repository.ts';
import type { WebhooksDeps } from './deps.ts';
import { updateWebhook, type WebhookChange, type WebhookPlace, type WebhookRow } from './repository.ts';

/** Changes a webhook; what it still had to deliver stops when it is switched off. */
export async function changeWebhook(
  deps: Pick<WebhooksDeps, 'db' | 'outgoing' | 'requireHttps'>,
  place: WebhookPlace,
  change: WebhookChange,
): Promise<WebhookRow> {
  if (change.url !== undefined) await checkUrl(deps, change.url);
  return deps.db.transaction(async (tx) => {
    const row = await updateWebhook(tx, place, change);
    if (!row) throw notFound('Webhook');
    if (!row.isActive) await stopDeliveries(tx, row.id);
    return row;
  });
}
