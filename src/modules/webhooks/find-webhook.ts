import { notFound } from '../../core/errors.ts';
import type { Queryable } from '../../platform/db/client.ts';
import { findWebhook, type WebhookPlace, type WebhookRow } from './repository.ts';

/** The webhook at this place; a 404 when there is none. */
export async function getWebhook(db: Queryable, place: WebhookPlace): Promise<WebhookRow> {
  const row = await findWebhook(db, place);
  if (!row) throw notFound('Webhook');
  return row;
}
