import { hostname } from 'node:os';
import type { Deps } from './deps.ts';
import { runCoalesced } from './core/run-coalesced.ts';
import { eventHandler, reconcile } from './modules/livekit-events/index.ts';
import { createEnforcer } from './modules/rooms/index.ts';
import { createWebhookSubscriber, findDueDeliveries, runDelivery } from './modules/webhooks/index.ts';
import { deleteHandled } from './platform/inbox/delete-handled.ts';
import { handleMessages, messagesAtOnce } from './platform/inbox/handle-messages.ts';
import { inboxChannel } from './platform/inbox/store-message.ts';
import { holdLease, releaseLease } from './platform/leases/hold-lease.ts';
import { deleteRelayed } from './platform/outbox/delete-relayed.ts';
import { outboxChannel } from './platform/outbox/emit-events.ts';
import { eventsAtOnce, relayOnce } from './platform/outbox/relay.ts';

/** The one that reconciles; another takes over when nothing was heard of it for this long. */
export const reconcilerLease = 'reconciler';
const leaseSeconds = 30;
const reconcileEveryMs = 15_000;
/** Finds what nobody was woken for: after a crash, or while Redis was away. */
const sweepEveryMs = 1_000;
const cleanUpEveryMs = 3_600_000;
/** What comes within this time of a batch is the next batch: a transaction each would cost more than the wait. */
const gatherMs = 5;
/** Whoever finds another process at work leaves it to that one for a while, lest all of them try at every message. */
const standBackMs = 250;
/** Deliveries that one process makes at a time; most of their time they wait for a customer's server. */
const deliveriesAtOnce = 100;

type WorkerDeps = Pick<Deps, 'database' | 'logger' | 'rooms' | 'livekitEvents' | 'webhooks' | 'deliveryQueue' | 'stopping'>;

/** Handles what LiveKit told, relays events, delivers webhooks and reconciles, until it is stopped. */
export async function startWorker(deps: WorkerDeps): Promise<{ stop(): Promise<void> }> {
  const { db, sql } = deps.database;
  const enforcer = createEnforcer(deps.rooms, reportTo(deps, 'Not enforced; tried again'));
  const enforce = runCoalesced(enforcer.begin, reportTo(deps, 'Not enforced; tried again'));
  const handle = runCoalesced(() => handleAll(deps, enforce), reportTo(deps, 'Not all messages were handled; tried again'));
  const relay = runCoalesced(() => relayAll(deps), reportTo(deps, 'Not all events were relayed; tried again'));
  const sweep = runCoalesced(() => deliverDue(deps), reportTo(deps, 'Due deliveries were not found; tried again'));
  const tidy = runCoalesced(() => cleanUp(deps), reportTo(deps, 'Not cleaned up; tried again'));
  const check = runCoalesced(() => reconcileInTurn(deps, enforce), reportTo(deps, 'Not reconciled; tried again'));
  // Each is asked once to listen; the driver listens again by itself when the connection was lost.
  const listeners = await Promise.all([
    sql.listen(inboxChannel, handle, handle),
    sql.listen(outboxChannel, relay, relay),
  ]);
  const timers = [
    setInterval(handle, sweepEveryMs),
    setInterval(relay, sweepEveryMs),
    setInterval(sweep, sweepEveryMs),
    setInterval(enforce, sweepEveryMs),
    setInterval(check, reconcileEveryMs),
    setInterval(tidy, cleanUpEveryMs),
  ];
  deps.deliveryQueue.consume((delivery) => runDelivery(deps.webhooks, delivery), deliveriesAtOnce);
  void check();
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      deps.stopping.abort();
      await Promise.allSettled(listeners.map((listener) => listener.unlisten()));
      await Promise.all([handle(), check()]);
      await Promise.all([relay(), enforce()]);
      await enforcer.settled();
      await releaseLease(db, reconcilerLease, holder);
    },
  };
}

const holder = `${hostname()}:${process.pid}`;

/**
 * Empties the inbox. Less than a full batch is the end of it: what comes meanwhile is told once more.
 * @returns for how long to rest.
 */
async function handleAll({ database: { db } }: WorkerDeps, enforce: () => Promise<void>): Promise<number> {
  let count: number | null;
  do {
    count = await handleMessages(db, eventHandler);
    if (count) void enforce();
  } while (count !== null && count >= messagesAtOnce);
  return count === null ? standBackMs : gatherMs;
}

/** Empties the outbox, likewise. */
async function relayAll(deps: WorkerDeps): Promise<number> {
  const subscribers = [createWebhookSubscriber(deps.webhooks)];
  let count: number | null;
  do count = await relayOnce(deps.database.db, subscribers);
  while (count !== null && count >= eventsAtOnce);
  return count === null ? standBackMs : gatherMs;
}

/**
 * Makes the deliveries that are due and that nobody was woken for. Without the queue, which may be away, and which would
 * take a wake-up for one that a killed worker still seems to work on.
 */
async function deliverDue(deps: WorkerDeps): Promise<void> {
  const due = await findDueDeliveries(deps.webhooks);
  for (const delivery of due.filter(({ id }) => !underWay.has(id))) {
    underWay.add(delivery.id);
    void runDelivery(deps.webhooks, delivery)
      .catch(reportTo(deps, 'Not delivered; tried again'))
      .finally(() => underWay.delete(delivery.id));
  }
}

/** What the sweeper of this process has begun and not ended: it may have to wait for a place. */
const underWay = new Set<string>();

/** Forgets what was done long ago; a repetition of it that comes so late is news. */
async function cleanUp({ database: { db } }: WorkerDeps): Promise<void> {
  await deleteHandled(db);
  await deleteRelayed(db);
}

async function reconcileInTurn(deps: WorkerDeps, enforce: () => Promise<void>): Promise<void> {
  if (!(await holdLease(deps.database.db, reconcilerLease, holder, leaseSeconds))) return;
  await reconcile(deps.livekitEvents);
  await enforce();
}

function reportTo({ logger }: WorkerDeps, message: string): (error: unknown) => void {
  return (error) => logger.warn({ err: error }, message);
}
