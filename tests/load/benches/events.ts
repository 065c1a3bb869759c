import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalServers } from '../../../src/start/local/servers.ts';
import { createCustomer } from '../events/customer.ts';
import { isComplete, judge, type Verdict } from '../events/judge.ts';
import { postEvents } from '../events/post-events.ts';
import { startWorkers } from '../events/workers.ts';
import type { Bench, Figure } from '../support/bench.ts';
import { startApi } from '../support/bench-server.ts';

const defaultSeconds = 60;
/** Before the measurement, with events of their own that are not judged. */
const warmUpSeconds = 5;
/** How long the last events may take: the lease on a lane of a killed worker lasts 20 s. */
const drainMs = 60_000;
const allowedP50 = 50;
const allowedP99 = 250;
/** The endpoints are on this machine. */
const settings = { WEBHOOK_ALLOW_PRIVATE: 'true' };

interface Variant {
  name: string;
  hasHanging: boolean;
  isKilling: boolean;
}

/**
 * 200 webhooks of LiveKit a second over 50 rooms, posted to the API, until they are at a customer's endpoint; two
 * workers. Once beside an endpoint that takes everything and answers nothing, once while workers are killed.
 */
export const eventsBench: Bench = {
  name: 'events',
  async run(servers, { seconds = defaultSeconds }) {
    const calm = await measure(servers, { name: 'beside one that hangs', hasHanging: true, isKilling: false }, seconds);
    const killed = await measure(servers, { name: 'workers killed', hasHanging: false, isKilling: true }, seconds);
    return [
      latencyFigure('events to an endpoint beside one that hangs, p50', calm.p50, allowedP50),
      latencyFigure('the same, p99', calm.p99, allowedP99),
      lossFigure('the same, lost / out of order / under two ids', calm),
      lossFigure('one of two workers killed every 10 s, lost / out of order / under two ids', killed),
    ];
  },
};

async function measure(servers: LocalServers, variant: Variant, seconds: number): Promise<Verdict> {
  const api = await startApi(servers, { settings });
  const workers = await startWorkers(servers, settings);
  const customer = await createCustomer(servers, api.url, variant.hasHanging);
  const killing = new AbortController();
  try {
    const { workspaceId, received } = customer;
    const post = (duration: number) => postEvents({ servers, apiUrl: api.url, workspaceId }, duration);
    const warmUp = await post(warmUpSeconds);
    await waitUntil(() => isComplete(warmUp, received), drainMs);
    const kills = variant.isKilling ? workers.killInTurn(killing.signal) : Promise.resolve(0);
    const startedAt = performance.now();
    const posted = await post(seconds);
    const perSecond = posted.length / ((performance.now() - startedAt) / 1_000);
    killing.abort();
    const killCount = await kills;
    await waitUntil(() => isComplete(posted, received), drainMs);
    const verdict = judge(posted, received);
    const measured = { ...verdict, perSecond: Math.round(perSecond), kills: killCount, deliveries: received.length };
    console.log(`${variant.name}: ${JSON.stringify(measured)}`);
    return verdict;
  } finally {
    killing.abort();
    await customer.leave();
    await Promise.all([workers.stop(), api.stop()]);
  }
}

async function waitUntil(isDone: () => boolean, timeoutMs: number): Promise<void> {
  const endAt = performance.now() + timeoutMs;
  while (!isDone() && performance.now() < endAt) await sleep(250);
}

function latencyFigure(name: string, ms: number, allowed: number): Figure {
  return { name, bare: '–', ours: `${ms} ms`, target: `< ${allowed} ms`, ratio: ms / allowed, isMet: ms < allowed };
}

function lossFigure(name: string, { posted, lost, outOfOrder, twice }: Verdict): Figure {
  const ours = `${lost} / ${outOfOrder} / ${twice} of ${posted.toLocaleString('en')}`;
  return { name, bare: '–', ours, target: '0 / 0 / 0', ratio: null, isMet: lost + outOfOrder + twice === 0 };
}
