import { type SQL, sql } from 'drizzle-orm';
import type { Database, Queryable } from '../../../platform/db/client.ts';
import { markDisabled } from '../repository.ts';
import type { DeliveryStatus, DisabledReason } from '../tables.ts';
import type { Claim, Lease } from './claims.ts';
import type { Attempt } from './post.ts';
import { releaseStatement } from './release-lane.ts';
import { stopDeliveries } from './repository.ts';
import { maxTries, retryDelaySeconds } from './retry-delay.ts';

const gone = 410;

/**
 * Keeps a try and the delivery's new state, and gives the lane back when it is empty, in one statement.
 * @returns whether the lane was given back.
 */
export async function recordAttempt(
  db: Database,
  claim: Claim,
  attempt: Attempt,
  lease: Lease | null,
): Promise<boolean> {
  const reason = findDisabledReason(claim, attempt);
  if (reason === null) return record(db, claim, attempt, lease);
  await db.transaction(async (tx) => {
    // The webhook first, and no lane: so nobody who holds a lane and waits for the webhook is waited for.
    await markDisabled(tx, claim.webhookId, reason);
    await record(tx, claim, attempt, null);
    await stopDeliveries(tx, claim.webhookId);
  });
  return false;
}

function findDisabledReason({ isFailingLong }: Claim, { statusCode, isDelivered }: Attempt): DisabledReason | null {
  if (statusCode === gone) return 'gone';
  return isFailingLong && !isDelivered ? 'failing' : null;
}

async function record(db: Queryable, claim: Claim, attempt: Attempt, lease: Lease | null): Promise<boolean> {
  const { at, statusCode, ms, responseBody, error, isDelivered } = attempt;
  const tries = claim.tries + 1;
  const status: DeliveryStatus = isDelivered ? 'delivered' : tries < maxTries ? 'pending' : 'failed';
  const next = status === 'pending' ? sql`now() + ${retryDelaySeconds(tries)} * interval '1 second'` : sql`null`;
  const released = lease ? releaseStatement(lease, claim.deliveryId) : sql`select where false`;
  const rows = await db.execute(sql`
    with kept as (
      insert into webhook_attempts (delivery_id, at, status_code, ms, response_body, error)
      values (${claim.deliveryId}, ${at.toISOString()}, ${statusCode}, ${ms}, ${responseBody}, ${error})
    ), health as (${healthStatement(claim.webhookId, isDelivered)}
    ), settled as (${settleStatement(claim.deliveryId, status, next)}
    ), released as (${released})
    select from released`);
  return rows.length > 0;
}

/** Writes to the webhook only when it begins or ends to fail. */
function healthStatement(webhookId: string, isDelivered: boolean): SQL {
  const [since, hasChanged] = isDelivered ? [sql`null`, sql`is not null`] : [sql`now()`, sql`is null`];
  return sql`update webhooks set failing_since = ${since} where id = ${webhookId} and failing_since ${hasChanged}`;
}

/** What was stopped or delivered while this try was under way stays so, unless this try delivered it. */
function settleStatement(id: string, status: DeliveryStatus, next: SQL): SQL {
  return sql`
    update webhook_deliveries set tries = tries + 1, is_in_lane = false, status = ${status}, next_attempt_at = ${next}
    where id = ${id} and (status = 'pending' or ${status} = 'delivered')`;
}
