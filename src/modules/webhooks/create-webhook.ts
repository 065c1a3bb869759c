import { checkUrl } from './check-url.ts';
import type { WebhooksDeps } from './deps.ts';
import { insertWebhook, type NewWebhook, type WebhookRow } from './repository.ts';
import { newSecret } from './signature.ts';

/** Registers an endpoint, with a secret of its owner's or a new one, which is told this once. */
export async function createWebhook(
  deps: Pick<WebhooksDeps, 'db' | 'cipher' | 'outgoing' | 'requireHttps'>,
  { secret = newSecret(), ...webhook }: Omit<NewWebhook, 'secret'> & { secret?: string },
): Promise<{ row: WebhookRow; secret: string }> {
  await checkUrl(deps, webhook.url);
  const row = await insertWebhook(deps.db, { ...webhook, secret: deps.cipher.encrypt(secret) });
  return { row, secret };
}
