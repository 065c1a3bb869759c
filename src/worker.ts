import { hostname } from 'node:os';
import type { Deps } from './deps.ts';
import { runCoalesced } from './core/run-coalesced.ts';
import {
  deleteExpiredResets,
  deleteExpiredSessions,
  deleteExpiredVerifications,
  runWorkspaceDeletions,
} from './modules/accounts/index.ts';
import { runDepositWatch } from './modules/billing/index.ts';
import {
  compositionsChannel,
  createEgressKeeper,
  lookForEgress,
  moveStuckCompositions,
} from './modules/compositing/index.ts';
import { createEventHandler, reconcile } from './modules/livekit-events/index.ts';
import {
  createBroadcastSubscriber,
  createPresenceSubscriber,
  runBreakoutClock,
  runMeetings,
  runPresence,
  takeInSightings,
} from './modules/meetings/index.ts';
import { createMailSubscriber, deleteOldMails, runMails } from './modules/notifications/index.ts';
import { runRetention } from './modules/recordings/index.ts';
import { createActivitySubscriber, createEnforcer } from './modules/rooms/index.ts';
import { createRoomSubscriber, stopForsaken } from './modules/transcription/index.ts';
import { createWebhookSubscriber, findDueDeliveries, runDelivery, runOwnerNotices } from './modules/webhooks/index.ts';
import { deleteHandled } from './platform/inbox/delete-handled.ts';
import { handleMessages, type MessageHandler, messagesAtOnce } from './platform/inbox/handle-messages.ts';
import { inboxChannel } from './platform/inbox/store-message.ts';
import { holdLease, releaseLease } from './platform/leases/hold-lease.ts';
import { type KeptLease, keepLease } from './platform/leases/keep-lease.ts';
import { deleteRelayed } from './platform/outbox/delete-relayed.ts';
import { outboxChannel } from './platform/outbox/emit-events.ts';
import { eventsAtOnce, relayOnce } from './platform/outbox/relay.ts';

/** The one that reconciles; another takes over when nothing was heard of it for this long. */
const reconcilerLease = { name: 'reconciler', seconds: 10 };
/** The one that asks LiveKit for an egress, likewise. */
const probeLease = { name: 'egress-probe', seconds: 30 };
/** So often that nobody's time in a room is off by more than 15 s, also when LiveKit's webhooks are lost. */
const reconcileEveryMs = 10_000;
const probeEveryMs = 15_000;
/** Finds what nobody was woken for: after a crash, or while Redis was away. */
const sweepEveryMs = 1_000;
/** So much longer may something be stuck than its own patience says. */
const watchEveryMs = 5_000;
const cleanUpEveryMs = 3_600_000;
/** What comes within this time of a batch is the next batch: a transaction each would cost more than the wait. */
const gatherMs = 5;
/** Whoever finds another process at work leaves it to that one for a while, lest all of them try at every message. */
const standBackMs = 250;
/** Deliveries that one process makes at a time; most of their time they wait for a customer's server. */
const deliveriesAtOnce = 100;

type WorkerDeps = Pick<
  Deps,
  | ('database' | 'logger' | 'rooms' | 'recordings' | 'livekitEvents')
  | ('accounts' | 'retention' | 'meetings' | 'transcription')
  | ('compositing' | 'webhooks' | 'notifications' | 'billing' | 'deliveryQueue' | 'stopping')
>;

/** Handles what LiveKit told, relays events, delivers webhooks, reconciles and deletes what is old, until it is stopped. */
export async function startWorker(deps: WorkerDeps): Promise<{ stop(): Promise<void> }> {
  const { db, sql } = deps.database;
  const enforcer = createEnforcer(deps.rooms, reportTo(deps, 'Not enforced; tried again'));
  const enforce = runCoalesced(enforcer.begin, reportTo(deps, 'Not enforced; tried again'));
  const handler = createEventHandler(deps.compositing);
  const handle = runCoalesced(() => handleAll(deps, handler, enforce), reportTo(deps, 'Not all messages were handled; tried again'));
  const relay = runCoalesced(() => relayAll(deps), reportTo(deps, 'Not all events were relayed; tried again'));
  const sweep = runCoalesced(() => deliverDue(deps), reportTo(deps, 'Due deliveries were not found; tried again'));
  const tidy = runCoalesced(() => cleanUp(deps), reportTo(deps, 'Not cleaned up; tried again'));
  const keeper = createEgressKeeper(deps.compositing, holder, reportTo(deps, 'Nothing came of an egress; tried again'));
  const keep = runCoalesced(keeper.look, reportTo(deps, 'Not all egresses were looked at; tried again'));
  const probe = runCoalesced(() => probeInTurn(deps), reportTo(deps, 'LiveKit was not asked for an egress; tried again'));
  const check = runCoalesced(() => reconcileInTurn(deps, reconciler, enforce), reportTo(deps, 'Not reconciled; tried again'));
  const watch = runCoalesced(() => lookForStuck(deps), reportTo(deps, 'Not looked for what is stuck; tried again'));
  // Each is asked once to listen; the driver listens again by itself when the connection was lost.
  const listeners = await Promise.all([
    sql.listen(inboxChannel, handle, handle),
    sql.listen(outboxChannel, relay, relay),
    sql.listen(compositionsChannel, keep, keep),
  ]);
  const onError = reportTo(deps, 'The turn to reconcile was neither kept nor taken; tried again');
  const reconciler = keepLease(db, { ...reconcilerLease, holder, onTaken: () => void check(), onError });
  const timers = [
    ...[handle, relay, sweep, enforce, keep].map((work) => setInterval(work, sweepEveryMs)),
    setInterval(check, reconcileEveryMs),
    setInterval(watch, watchEveryMs),
    setInterval(probe, probeEveryMs),
    setInterval(tidy, cleanUpEveryMs),
  ];
  deps.deliveryQueue.consume((delivery) => runDelivery(deps.webhooks, delivery), deliveriesAtOnce);
  void Promise.all([probe(), tidy()]);
  const watches = await runWatches(deps);
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      deps.stopping.abort();
      await Promise.allSettled(listeners.map((listener) => listener.unlisten()));
      await Promise.all([handle(), check(), probe(), ...watches.map((each) => each.stop())]);
      await Promise.all([relay(), enforce(), keep()]);
      await Promise.all([enforcer.settled(), keeper.settled()]);
      await Promise.all([reconciler.stop(), releaseLease(db, probeLease.name, holder)]);
    },
  };
}

const holder = `${hostname()}:${process.pid}`;

/** What has times of its own. */
function runWatches(deps: WorkerDeps): Promise<{ stop(): Promise<void> }[]> {
  const { recordings, billing, accounts, meetings, logger, stopping, notifications, webhooks, database } = deps;
  return Promise.all([
    runRetention({ ...recordings, logger }),
    runDepositWatch({ ...billing, logger, holder, stopping: stopping.signal }),
    runMails(notifications),
    runPresence(meetings, reportTo(deps, 'The people of meetings were not looked at; tried again')),
    runMeetings({ ...meetings, sql: database.sql }),
    runBreakoutClock(meetings),
    runOwnerNotices(webhooks, database.sql, reportTo(deps, 'Not all owners were told of a webhook; tried again')),
    runWorkspaceDeletions({ ...accounts, sql: database.sql, logger, holder }),
  ]);
}

/**
 * Empties the inbox. Less than a full batch is the end of it: what comes meanwhile is told once more.
 * @returns for how long to rest.
 */
async function handleAll(
  { database: { db } }: WorkerDeps,
  handler: MessageHandler,
  enforce: () => Promise<void>,
): Promise<number> {
  let count: number | null;
  do {
    count = await handleMessages(db, handler);
    if (count) void enforce();
  } while (count !== null && count >= messagesAtOnce);
  return count === null ? standBackMs : gatherMs;
}

/** Empties the outbox, likewise. */
async function relayAll(deps: WorkerDeps): Promise<number> {
  const tellRooms = createActivitySubscriber(deps.rooms, reportTo(deps, 'A room was not told what goes out of it'));
  const report = reportTo(deps, 'The people of a meeting were not looked at; tried again');
  const seePeople = createPresenceSubscriber((meetingId) => takeInSightings(deps.meetings, meetingId).catch(report));
  const tellMeetings = createBroadcastSubscriber(deps.meetings);
  const stopTranscriptions = createRoomSubscriber();
  const subscribers = [
    ...[stopTranscriptions, createWebhookSubscriber(deps.webhooks), tellRooms, createMailSubscriber(deps.notifications)],
    ...[seePeople, tellMeetings],
  ];
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
async function cleanUp({ database: { db }, retention, stopping }: WorkerDeps): Promise<void> {
  const done = await Promise.allSettled([
    deleteHandled(db, retention.days),
    deleteRelayed(db, retention.days),
    ...[deleteExpiredSessions(db), deleteExpiredResets(db), deleteExpiredVerifications(db), deleteOldMails(db)],
  ]);
  await retention.enforce(stopping.signal);
  const failed = done.find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
}

async function reconcileInTurn(deps: WorkerDeps, turn: KeptLease, enforce: () => Promise<void>): Promise<void> {
  if (!turn.isHeld()) return;
  await reconcile(deps.livekitEvents);
  await enforce();
}

async function lookForStuck({ compositing, transcription }: WorkerDeps): Promise<void> {
  await moveStuckCompositions(compositing);
  await stopForsaken(transcription);
}

/** By one of all workers, as what it finds out is for all. */
async function probeInTurn({ database: { db }, compositing, stopping }: WorkerDeps): Promise<void> {
  if (compositing.choice === 'browser' || stopping.signal.aborted) return;
  if (await holdLease(db, probeLease.name, holder, probeLease.seconds)) await lookForEgress(compositing);
}

function reportTo({ logger }: WorkerDeps, message: string): (error: unknown) => void {
  return (error) => logger.warn({ err: error }, message);
}
