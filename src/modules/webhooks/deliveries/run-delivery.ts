import { newId } from '../../../core/ids.ts';
import type { DeliveryDeps, DueDelivery } from '../deps.ts';
import { type Claim, claimNext, claimRetry, findFreeLane, type Lease } from './claims.ts';
import { post } from './post.ts';
import { recordAttempt } from './record-attempt.ts';
import { handBackLane, releaseLane } from './release-lane.ts';
import { stopDeliveries } from './repository.ts';

/** Then a busy lane goes on under the name of another delivery: this one may be waiting to be woken for a retry. */
const turnMs = 5_000;

/** One call of `runDelivery`. */
interface Turn extends DeliveryDeps {
  isOver(): boolean;
}

/**
 * Makes the first tries of the delivery's lane one after another until none is left; or a retry. May be called with a
 * delivery any number of times and in any process: whoever comes second finds it taken and returns at once. Rejects
 * only while the database is away; `findDueDeliveries` then finds it again.
 */
export async function runDelivery(deps: DeliveryDeps, { id, webhookId, lane }: DueDelivery): Promise<void> {
  if (deps.stopping.aborted || !(await deps.places.enter(webhookId))) return;
  const endsAt = performance.now() + turnMs;
  const turn = { ...deps, isOver: () => deps.stopping.aborted || performance.now() > endsAt };
  try {
    if (lane === null) await runRetry(turn, id);
    else await runLane(turn, webhookId, lane);
    await runFreeLanes(turn, webhookId);
  } finally {
    deps.places.leave(webhookId);
  }
}

/** The lanes that were turned away while this webhook was full. */
async function runFreeLanes(turn: Turn, webhookId: string): Promise<void> {
  while (!turn.isOver() && turn.places.takeTurnedAway(webhookId)) {
    let lane = await findFreeLane(turn.db, webhookId);
    while (lane !== null && !turn.isOver()) {
      await runLane(turn, webhookId, lane);
      lane = await findFreeLane(turn.db, webhookId);
    }
  }
}

async function runLane(turn: Turn, webhookId: string, lane: string): Promise<void> {
  const holder = newId('lease');
  for (;;) {
    const claim = await claimNext(turn.db, { webhookId, lane, holder });
    if (!claim) return;
    const { lease, next } = claim;
    if (next && turn.isOver()) return leaveLane(turn, lease, next);
    const isReleased = next ? await tryOnce(turn, next, lease) : await releaseLane(turn.db, lease);
    if (isReleased) return;
  }
}

/** Lets another go on with a lane. */
async function leaveLane({ db, wake }: DeliveryDeps, lease: Lease, { deliveryId, webhookId }: Claim): Promise<void> {
  await handBackLane(db, lease);
  await wake([{ id: deliveryId, webhookId, lane: lease.lane }]);
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
