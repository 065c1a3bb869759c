import type { Received } from '../../support/receiver.ts';
import { percentile } from '../support/statistics.ts';
import type { Posted } from './post-events.ts';

/** What became of the events that were posted. */
export interface Verdict {
  posted: number;
  lost: number;
  /** First arrivals behind a later event of their room. */
  outOfOrder: number;
  /** Events that came under more than one webhook-id. */
  twice: number;
  /** From the post of LiveKit's webhook to the first arrival at the customer's endpoint, in ms. */
  p50: number;
  p99: number;
  max: number;
}

/** Compares what a customer's endpoint got with what was posted. */
export function judge(posted: readonly Posted[], received: readonly Received[]): Verdict {
  const arrivals = collectArrivals(received);
  // What is lost takes for ever.
  const latencies = posted.map(({ key, at }) => (arrivals.get(key)?.at ?? Infinity) - at);
  return {
    posted: posted.length,
    lost: latencies.filter((latency) => latency === Infinity).length,
    outOfOrder: countOutOfOrder(posted, arrivals),
    twice: [...arrivals.values()].filter(({ ids }) => ids.size > 1).length,
    p50: percentile(latencies, 50),
    p99: percentile(latencies, 99),
    max: percentile(latencies, 100),
  };
}

interface Arrival {
  /** Its place among all first arrivals. */
  place: number;
  at: number;
  ids: Set<string>;
}

function collectArrivals(received: readonly Received[]): Map<string, Arrival> {
  const arrivals = new Map<string, Arrival>();
  for (const delivery of received) {
    const key = keyOf(delivery);
    const arrival = arrivals.get(key) ?? { place: arrivals.size, at: delivery.at, ids: new Set() };
    arrivals.set(key, arrival);
    arrival.ids.add(String(delivery.headers['webhook-id']));
  }
  return arrivals;
}

/** The key of `Told`, as it can be read in what the customer gets. */
function keyOf({ body: { event, data } }: Received): string {
  const { sid } = data.track ?? data.participant ?? data.room ?? {};
  return `${event}:${sid}`;
}

function countOutOfOrder(posted: readonly Posted[], arrivals: Map<string, Arrival>): number {
  const latest = new Map<string, number>();
  let count = 0;
  for (const { roomId, key } of posted) {
    const place = arrivals.get(key)?.place;
    if (place === undefined) continue;
    const before = latest.get(roomId) ?? -1;
    if (place < before) count += 1;
    latest.set(roomId, Math.max(before, place));
  }
  return count;
}

/** Whether everything that was posted has arrived. */
export function isComplete(posted: readonly Posted[], received: readonly Received[]): boolean {
  const keys = new Set(received.map(keyOf));
  return posted.every(({ key }) => keys.has(key));
}
