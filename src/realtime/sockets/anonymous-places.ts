import type { Redis } from 'ioredis';
import { newId } from '../../core/ids.ts';
import { createSharedCounts } from './shared-counts.ts';

/** Sockets of one address, of which nobody knows yet who they are. */
const perNetwork = 50;
const defaultLeaseMs = 30_000;

/** One of an address's sockets that have not said whose they are. */
export interface Place {
  /** It is known now who holds the socket, or it has closed; once is enough. */
  free(): void;
}

/** Bounds what strangers can hold open at all processes together; while Redis is away, at each. */
export interface AnonymousPlaces {
  /** Null when the address has as many as it may. */
  take(network: string): Promise<Place | null>;
  /** Says that this process still holds its places; to be done several times in a lease. */
  renew(): Promise<void>;
}

/** @param leaseMs the places of a process that died are free after so long. */
export function createAnonymousPlaces(redis: Redis, leaseMs = defaultLeaseMs): AnonymousPlaces {
  const shared = createSharedCounts(redis, 'places', newId('gw'), leaseMs);
  const held = new Map<string, number>();
  const add = (network: string, change: 1 | -1) => {
    const count = (held.get(network) ?? 0) + change;
    if (count > 0) held.set(network, count);
    else held.delete(network);
  };
  const free = (network: string) => {
    add(network, -1);
    // The next renewal tells it, too.
    shared.free(network).catch(() => {});
  };
  return {
    async take(network) {
      if ((held.get(network) ?? 0) >= perNetwork) return null;
      add(network, 1);
      const isThere = await shared.take(network, perNetwork).catch(() => true);
      if (!isThere) add(network, -1);
      return isThere ? createPlace(() => free(network)) : null;
    },
    renew: () => shared.renew(held),
  };
}

function createPlace(free: () => void): Place {
  let isTaken = true;
  return {
    free() {
      if (isTaken) free();
      isTaken = false;
    },
  };
}
