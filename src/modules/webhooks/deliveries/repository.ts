import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '../../../platform/db/client.ts';
import type { DueDelivery } from '../deps.ts';
import { webhookAttempts as attempts, webhookDeliveries as deliveries } from '../tables.ts';

export type DeliveryRow = Pick<typeof deliveries.$inferSelect, 'id' | 'seq' | 'event' | 'status' | 'nextAttemptAt'>;
export type AttemptRow = typeof attempts.$inferSelect;

/** The newest first, from before `beforeSeq` on. */
export async function findDeliveries(
  db: Queryable,
  webhookId: string,
  beforeSeq: number | null,
  limit: number,
): Promise<DeliveryRow[]> {
  const { id, seq, event, status, nextAttemptAt } = deliveries;
  const isBefore = beforeSeq === null ? undefined : lt(seq, beforeSeq);
  return db
    .select({ id, seq, event, status, nextAttemptAt })
    .from(deliveries)
    .where(and(eq(deliveries.webhookId, webhookId), isBefore))
    .orderBy(desc(seq))
    .limit(limit);
}

/** Every try of these deliveries, in order. */
export async function findAttempts(db: Queryable, deliveryIds: string[]): Promise<AttemptRow[]> {
  if (deliveryIds.length === 0) return [];
  return db
    .select()
    .from(attempts)
    .where(inArray(attempts.deliveryId, deliveryIds))
    .orderBy(asc(attempts.deliveryId), asc(attempts.seq));
}

/** Makes a delivery due now, with all its tries before it; null when the webhook does not have it. */
export async function renewDelivery(db: Queryable, webhookId: string, id: string): Promise<DueDelivery | null> {
  const [row] = await db
    .update(deliveries)
    .set({ status: 'pending', tries: 0, nextAttemptAt: sql`now()` })
    .where(and(eq(deliveries.id, id), eq(deliveries.webhookId, webhookId)))
    .returning({ lane: sql<string | null>`case when ${deliveries.isInLane} then ${deliveries.lane} end` });
  return row ? { id, webhookId, lane: row.lane } : null;
}

/**
 * Ends all that a webhook still has to deliver. What somebody is just writing to is left out, so that nobody waits for
 * one another: whoever delivers stops by itself when it sees that the webhook is not active.
 */
export async function stopDeliveries(tx: Transaction, webhookId: string): Promise<void> {
  // Two statements, as each has an index of its own.
  for (const isStopped of [sql`is_in_lane`, sql`status = 'pending' and not is_in_lane`]) {
    await tx.execute(sql`
      update webhook_deliveries set status = 'failed', is_in_lane = false, next_attempt_at = null
      where id in (
        select id from webhook_deliveries where webhook_id = ${webhookId} and ${isStopped} for update skip locked
      )`);
  }
}
