import { newId } from '../../../core/ids.ts';
import type { DeliveryDeps } from '../deps.ts';
import { type Claim, claimNext, claimRetry, findFreeLane, type Lease, locateDelivery } from './claims.ts';
import { post } from './post.ts';
import { recordAttempt } from './record-attempt.ts';
import { handBackLane, releaseLane } from './release-lane.ts';
import { stopDeliveries } from './repository.ts';

/**
 * Makes the first tries of the delivery's lane one after another until none is left; or a retry. May be called with a
 * delivery any number of times and in any process: whoever comes second finds it taken and returns at once. Rejects only
 * while the database is away; `findDueDeliveries` then finds it again.
 */
export async function runDelivery(deps: DeliveryDeps, deliveryId: string): Promise<void> {
  if (deps.stopping.aborted) return;
  const place = await locateDelivery(deps.db, deliveryId);
  if (!place || !(await deps.places.enter(place.webhookId))) return;
  const { webhookId, lane } = place;
  try {
    if (lane === null) await runRetry(deps, deliveryId);
    else await runLane(deps, webhookId, lane);
    await runFreeLanes(deps, webhookId);
  } finally {
    deps.places.leave(webhookId);
  }
}

/** The lanes that were turned away while this webhook was full. */
async function runFreeLanes(deps: DeliveryDeps, webhookId: string): Promise<void> {
  while (!deps.stopping.aborted && deps.places.takeTurnedAway(webhookId)) {
    for (;;) {
      const lane = deps.stopping.aborted ? null : await findFreeLane(deps.db, webhookId);
      if (lane === null) break;
      await runLane(deps, webhookId, lane);
    }
  }
}

async function runLane(deps: DeliveryDeps, webhookId: string, lane: string): Promise<void> {
  const holder = newId('lease');
  for (;;) {
    const claim = await claimNext(deps.db, { webhookId, lane, holder });
    if (!claim) return;
    const { lease, next } = claim;
    if (next && deps.stopping.aborted) return leaveLane(deps, lease, next);
    const isReleased = next ? await tryOnce(deps, next, lease) : await releaseLane(deps.db, lease);
    if (isReleased) return;
  }
}

/** Lets another process go on with a lane. */
async function leaveLane({ db, wake }: DeliveryDeps, lease: Lease, { deliveryId }: Claim): Promise<void> {
  await handBackLane(db, lease);
  await wake([deliveryId]);
}

async function runRetry(deps: DeliveryDeps, id: string): Promise<void> {
  const claim = await claimRetry(deps.db, id);
  if (claim) await tryOnce(deps, claim, null);
}

/** @returns whether the lane was given back. */
async function tryOnce(deps: DeliveryDeps, claim: Claim, lease: Lease | null): Promise<boolean> {
  if (claim.isActive) return recordAttempt(deps.db, claim, await post(deps, claim), lease);
  await deps.db.transaction((tx) => stopDeliveries(tx, claim.webhookId));
  return false;
}
