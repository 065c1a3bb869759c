import { sql } from 'drizzle-orm';
import type { DeliveryDeps, DueDelivery } from '../deps.ts';
import { releaseAbandonedLanes } from './release-lane.ts';

const batchSize = 500;

/**
 * The retries whose time has come, and the first of each lane that nobody works on although somebody should: each to be
 * handed to `runDelivery`. Without those of webhooks that have no place left in this process, so that a backlog of
 * theirs holds up nobody.
 */
export async function findDueDeliveries({ db, places }: Pick<DeliveryDeps, 'db' | 'places'>): Promise<DueDelivery[]> {
  const full = places.full();
  const isFree = full.length === 0 ? sql`true` : sql`webhook_id not in ${full}`;
  const rows = await db.execute<{ id: string | null; webhookId: string; lane: string | null }>(sql`
    (
      select id, webhook_id as "webhookId", null as lane from webhook_deliveries
      where status = 'pending' and not is_in_lane and next_attempt_at <= now() and ${isFree}
      order by next_attempt_at limit ${batchSize}
    ) union all (
      select (
        select id from webhook_deliveries d
        where d.webhook_id = l.webhook_id and d.lane = l.lane and d.is_in_lane order by seq limit 1
      ), webhook_id, lane
      from webhook_lanes l where expires_at < now() and ${isFree}
      order by expires_at limit ${batchSize}
    )`);
  const due = rows.flatMap(({ id, ...place }) => (id === null ? [] : { id, ...place }));
  // What was waiting in the others was stopped.
  if (due.length < rows.length) await releaseAbandonedLanes(db);
  return due;
}
