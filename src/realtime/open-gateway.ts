import { setTimeout as sleep } from 'node:timers/promises';
import { seeWaiting } from '../modules/meetings/index.ts';
import type { RealtimeDeps } from './deps.ts';
import { createHub } from './events/hub.ts';
import type { Gateway } from './gateway.ts';
import { createMint } from './handlers/mint.ts';
import { createAnonymousPlaces } from './sockets/anonymous-places.ts';
import { closeCodes } from './sockets/close-codes.ts';
import { closeEnded, closeUnheld } from './sockets/close-ended.ts';
import { closeWithdrawn } from './sockets/close-withdrawn.ts';
import { createHeartbeat } from './sockets/heartbeat.ts';
import { closePeer, type Peer } from './sockets/peer.ts';
import { createStays } from './sockets/stays.ts';

/** How often is looked for what this process was not told, and told that it lives. */
const lookEveryMs = 5_000;
const renewEveryMs = 10_000;
/** For so long frames that are being handled keep the process from ending, and then sockets that do not close. */
const drainMs = 4_000;
const lookForEndMs = 20;

export interface OpenGateway {
  gateway: Gateway;
  /** Begins to tell that this process lives, and to look for what it was not told. */
  start(): void;
  /** Takes nothing new, lets frames that are being handled have their answer, and closes every socket. */
  close(): Promise<void>;
}

/** Makes the gateway of this process. */
export function openGateway(deps: RealtimeDeps): OpenGateway {
  const { db, fanout } = deps.meetings;
  const onError = (error: unknown) => deps.logger.warn({ err: error }, 'The realtime gateway could not do something; tried again');
  const mint = createMint(deps);
  const hub = createHub({ db, fanout, mint, onError });
  const peers = new Set<Peer>();
  const stays = createStays(deps.meetings, onError);
  const gateway: Gateway = { deps, peers, isClosing: false, hub, mint, stays, places: createAnonymousPlaces(deps.redis), heartbeat: createHeartbeat() };
  const attempt = (work: () => Promise<void>) => void work().catch(onError);
  const look = () => hub.catchUpAll();
  const renew = () => gateway.places.renew();
  const regular: [work: () => Promise<void>, everyMs: number][] = [
    [look, lookEveryMs],
    [() => closeUnheld(gateway), lookEveryMs],
    [() => stays.beat(peers), lookEveryMs],
    [() => seeWaiting(deps.meetings, waitingAmong(peers)), lookEveryMs],
    [renew, renewEveryMs],
  ];
  fanout.onGap(() => [look, renew].forEach(attempt));
  const timers: NodeJS.Timeout[] = [];
  return {
    gateway,
    start() {
      timers.push(...regular.map(([work, everyMs]) => setInterval(attempt, everyMs, work)));
      attempt(() => closeWithdrawn(gateway, deps.sql, onError));
      attempt(() => closeEnded(gateway, deps.sql));
    },
    async close() {
      gateway.isClosing = true;
      for (const timer of timers) clearInterval(timer);
      gateway.heartbeat.stop();
      await drain(peers);
      // Their stays are left to end by themselves: most of them are back at another process in a moment.
      stays.leaveOpen();
      for (const peer of peers) closePeer(peer, closeCodes.goingAway, 'The server is going away. Connect again.');
      await until(() => peers.size === 0);
    },
  };
}

/** Those who stand at the door of a meeting. */
function waitingAmong(peers: ReadonlySet<Peer>): string[] {
  return [...peers].flatMap(({ seat }) => seat?.waiting?.waitingId ?? []);
}

/** Lets each frame that is being handled have its answer. */
function drain(peers: Set<Peer>): Promise<void> {
  return until(() => ![...peers].some(({ waiting }) => waiting !== null));
}

async function until(isDone: () => boolean): Promise<void> {
  const giveUpAt = Date.now() + drainMs;
  while (Date.now() < giveUpAt && !isDone()) await sleep(lookForEndMs);
}
