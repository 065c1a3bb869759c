import { newId } from '../../core/ids.ts';
import { post } from './deliveries/post.ts';
import type { WebhooksDeps } from './deps.ts';
import { getWebhook } from './find-webhook.ts';
import type { WebhookPlace } from './repository.ts';

/** Posts a signed event named `test` once, also to a webhook that is switched off. It is not kept as a delivery. */
export async function testWebhook(
  deps: Pick<WebhooksDeps, 'db' | 'cipher' | 'outgoing'>,
  place: WebhookPlace,
): Promise<{ delivered: boolean; statusCode: number | null }> {
  const { url, secret, previousSecret, previousSecretUntil } = await getWebhook(deps.db, place);
  const isPreviousValid = previousSecretUntil !== null && previousSecretUntil > new Date();
  const id = newId('ev');
  const event = { id, event: 'test', createdAt: new Date().toISOString(), roomId: null, meetingId: null, data: {} };
  const { isDelivered, statusCode } = await post(deps, {
    url,
    id,
    body: JSON.stringify(event),
    secret,
    previousSecret: isPreviousValid ? previousSecret : null,
  });
  return { delivered: isDelivered, statusCode };
}
