import { invalidField } from '../../core/errors.ts';
import { ForbiddenTarget } from '../../platform/outgoing/address-guard.ts';
import type { WebhooksDeps } from './deps.ts';

/** Throws a 400 unless this is a URL that the server may post to. */
export async function checkUrl(deps: Pick<WebhooksDeps, 'outgoing' | 'requireHttps'>, text: string): Promise<void> {
  const url = URL.canParse(text) ? new URL(text) : null;
  const schemes = deps.requireHttps ? ['https:'] : ['https:', 'http:'];
  if (!url || !schemes.includes(url.protocol)) {
    throw invalidField('/url', `must be a URL that begins with ${deps.requireHttps ? 'https' : 'https or http'}://.`);
  }
  try {
    await deps.outgoing.checkTarget(url);
  } catch (error) {
    if (error instanceof ForbiddenTarget) throw invalidField('/url', error.message);
    throw error;
  }
}
