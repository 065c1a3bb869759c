import { sql } from 'drizzle-orm';
import type { Database } from '../../../platform/db/client.ts';
import { deleteInBatches } from '../../../platform/db/delete-in-batches.ts';
import { markAllDeleted } from '../repository.ts';
import { webhookAttempts as attempts, webhookDeliveries as deliveries, webhookLanes as lanes, webhooks } from '../tables.ts';

/** Ends all webhooks of a workspace, and forgets them with what they delivered. @returns false while one is at work. */
export async function removeWorkspaceWebhooks(db: Database, workspaceId: string): Promise<boolean> {
  await markAllDeleted(db, workspaceId);
  const theirs = sql`(select id from webhooks where workspace_id = ${workspaceId})`;
  const made = sql`(select id from webhook_deliveries where webhook_id in ${theirs})`;
  await deleteInBatches(db, attempts, sql`${attempts.deliveryId} in ${made}`);
  await deleteInBatches(db, deliveries, sql`${deliveries.webhookId} in ${theirs}`);
  await deleteInBatches(db, lanes, sql`${lanes.webhookId} in ${theirs}`);
  // What somebody is just writing to was left, and keeps its webhook.
  await deleteInBatches(db, webhooks, sql`${webhooks.workspaceId} = ${workspaceId}
    and not exists (select from webhook_deliveries d where d.webhook_id = ${webhooks.id})`);
  const left = await db.execute(sql`select from webhooks where workspace_id = ${workspaceId} limit 1`);
  return left.count === 0;
}
