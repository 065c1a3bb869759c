import { sql } from 'drizzle-orm';
import type { Database } from '../../../platform/db/client.ts';
import type { Message } from './post.ts';

/** A lane is leased for longer than a try takes, and the lease renewed before each. */
const leaseSeconds = 20;

/** A delivery to be tried now, and its webhook. */
export interface Claim extends Message {
  deliveryId: string;
  webhookId: string;
  /** How many tries were made before. */
  tries: number;
  isActive: boolean;
  /** The webhook has had nothing but failures for five days. */
  isFailingLong: boolean;
}

/** A lane that is ours, and the first delivery that waits in it. */
export interface LaneClaim {
  lease: Lease;
  next: Claim | null;
}

/** Our hold on a lane, as it was when we last looked into it. */
export interface Lease {
  webhookId: string;
  lane: string;
  holder: string;
  additions: number;
}

const claimColumns = sql`
  d.id as "deliveryId", d.event_id as "id", d.body, d.tries, w.id as "webhookId", w.url, w.secret,
  case when w.previous_secret_until > now() then w.previous_secret end as "previousSecret",
  w.is_active as "isActive", coalesce(w.failing_since < now() - interval '5 days', false) as "isFailingLong"`;

/**
 * Takes or renews the lease on a lane and looks up its first delivery, in one statement; null when another holds it or
 * nothing waits in it. `for update` makes the database look again at a delivery that the last holder, whom this
 * statement waited for, has settled.
 */
export async function claimNext(db: Database, place: Omit<Lease, 'additions'>): Promise<LaneClaim | null> {
  const { webhookId, lane, holder } = place;
  const [row] = await db.execute<Record<string, unknown>>(sql`
    with lease as (
      update webhook_lanes set holder = ${holder}, expires_at = now() + ${leaseSeconds} * interval '1 second'
      where webhook_id = ${webhookId} and lane = ${lane}
        and (holder is null or holder = ${holder} or expires_at < now())
      returning webhook_id, lane, additions
    )
    select lease.additions, ${claimColumns}
    from lease
    join webhooks w on w.id = lease.webhook_id
    left join lateral (
      select * from webhook_deliveries
      where webhook_id = lease.webhook_id and lane = lease.lane and is_in_lane
      order by seq limit 1 for update
    ) d on true`);
  if (!row) return null;
  const { additions, ...claim } = row as unknown as Claim & { additions: number; deliveryId: string | null };
  return { lease: { ...place, additions }, next: claim.deliveryId === null ? null : claim };
}

/** Takes a retry that is due; null when there is none, or another took it. It comes back should we be killed. */
export async function claimRetry(db: Database, deliveryId: string): Promise<Claim | null> {
  const [row] = await db.execute<Record<string, unknown>>(sql`
    update webhook_deliveries d set next_attempt_at = now() + ${leaseSeconds} * interval '1 second'
    from webhooks w
    where d.id = ${deliveryId} and w.id = d.webhook_id
      and d.status = 'pending' and not d.is_in_lane and d.next_attempt_at <= now()
    returning ${claimColumns}`);
  return (row as unknown as Claim | undefined) ?? null;
}

/** A lane of this webhook that nobody works on, or null. */
export async function findFreeLane(db: Database, webhookId: string): Promise<string | null> {
  const [row] = await db.execute<{ lane: string }>(sql`
    select lane from webhook_lanes
    where webhook_id = ${webhookId} and (holder is null or expires_at < now())
    order by expires_at limit 1`);
  return row?.lane ?? null;
}
