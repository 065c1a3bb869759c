import { sql } from 'drizzle-orm';
import type { Database } from '../../../platform/db/client.ts';
import { daysAgo, deleteInBatches } from '../../../platform/db/delete-in-batches.ts';
import { webhookAttempts as attempts, webhookDeliveries as deliveries, webhooks } from '../tables.ts';

/** Forgets deliveries that were made so many days ago and have ended, and deleted webhooks of which none is left. */
export async function forgetDeliveries(db: Database, days: number): Promise<void> {
  const before = daysAgo(days);
  // A delivery is tried for less than a day, but may be asked for again.
  await deleteInBatches(db, deliveries, sql`${deliveries.createdAt} < ${before} and ${deliveries.status} <> 'pending'`);
  await deleteInBatches(db, attempts, sql`${attempts.at} < ${before}
    and not exists (select from webhook_deliveries d where d.id = ${attempts.deliveryId})`);
  await deleteInBatches(db, webhooks, sql`${webhooks.deletedAt} < ${before}
    and not exists (select from webhook_deliveries d where d.webhook_id = ${webhooks.id})`);
}
