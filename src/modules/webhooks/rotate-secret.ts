import { notFound } from '../../core/errors.ts';
import type { WebhooksDeps } from './deps.ts';
import { replaceSecret, type WebhookPlace } from './repository.ts';
import { newSecret } from './signature.ts';

/** A new secret, which signs from now on; the one until now signs beside it for 24 hours. */
export async function rotateSecret(
  { db, cipher }: Pick<WebhooksDeps, 'db' | 'cipher'>,
  place: WebhookPlace,
): Promise<string> {
  const secret = newSecret();
  if (!(await replaceSecret(db, place, cipher.encrypt(secret)))) throw notFound('Webhook');
  return secret;
}
