import { type Page, toPage } from '../../../core/pagination.ts';
import type { Database } from '../../../platform/db/client.ts';
import { getWebhook } from '../find-webhook.ts';
import { readCursorSeq } from '../../../core/read-cursor-seq.ts';
import type { WebhookPlace } from '../repository.ts';
import { type AttemptRow, type DeliveryRow, findAttempts, findDeliveries } from './repository.ts';

export type DeliveryWithAttempts = DeliveryRow & { attempts: AttemptRow[] };

/** The deliveries of a webhook, newest first, each with all its tries. */
export async function listDeliveries(
  db: Database,
  place: WebhookPlace,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<Page<DeliveryWithAttempts>> {
  const before = readCursorSeq(cursor);
  const { id } = await getWebhook(db, place);
  const rows = await findDeliveries(db, id, before, limit + 1);
  const { items, nextCursor } = toPage(rows, limit, ({ seq }) => [String(seq)]);
  const attempts = Map.groupBy(await findAttempts(db, items.map((item) => item.id)), ({ deliveryId }) => deliveryId);
  return { items: items.map((item) => ({ ...item, attempts: attempts.get(item.id) ?? [] })), nextCursor };
}
