import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../platform/db/client.ts';
import type { Lease } from './claims.ts';

/**
 * Deletes a lane that is ours and empty. A delivery that is added at the same time is not in what this statement sees;
 * but whoever adds one counts up `additions` under the row's lock, so that the lane then stays.
 * @param settledId a delivery that still stands in the lane but that the same statement settles.
 */
export function releaseStatement({ webhookId, lane, holder, additions }: Lease, settledId = ''): SQL {
  return sql`
    delete from webhook_lanes
    where webhook_id = ${webhookId} and lane = ${lane} and holder = ${holder} and additions = ${additions}
      and not exists (
        select from webhook_deliveries
        where webhook_id = ${webhookId} and lane = ${lane} and is_in_lane and id <> ${settledId}
      )
    returning lane`;
}

/** Gives a lane back when it is empty. @returns whether it was. */
export async function releaseLane(db: Database, lease: Lease): Promise<boolean> {
  const rows = await db.execute(releaseStatement(lease));
  return rows.length > 0;
}

/** Gives a lane back that is not empty: the next one to be woken takes it. */
export async function handBackLane(db: Database, { webhookId, lane, holder }: Lease): Promise<void> {
  await db.execute(sql`
    update webhook_lanes set holder = null, expires_at = now()
    where webhook_id = ${webhookId} and lane = ${lane} and holder = ${holder}`);
}

/** Deletes lanes that are empty and nobody's. As above, one that is just added to is seen by its `additions`. */
export async function releaseAbandonedLanes(db: Database): Promise<void> {
  await db.execute(sql`
    delete from webhook_lanes l
    using (
      select webhook_id, lane, additions from webhook_lanes s
      where expires_at < now() and not exists (
        select from webhook_deliveries where webhook_id = s.webhook_id and lane = s.lane and is_in_lane
      )
    ) empty
    where l.webhook_id = empty.webhook_id and l.lane = empty.lane and l.additions = empty.additions
      and l.expires_at < now()`);
}
