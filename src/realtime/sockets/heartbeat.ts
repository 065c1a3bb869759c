import type { Peer } from './peer.ts';

const tickMs = 1_000;
/** Each socket is asked once in so many ticks. */
const ticks = 25;

/** Asks every socket in turn whether anybody is there, and ends those that did not answer the last time. */
export interface Heartbeat {
  add(peer: Peer): void;
  remove(peer: Peer): void;
  stop(): void;
}

/** One timer for all sockets, which spreads them over the time between two pings. */
export function createHeartbeat(): Heartbeat {
  const wheel = Array.from({ length: ticks }, () => new Set<Peer>());
  let position = 0;
  const timer = setInterval(() => {
    position = (position + 1) % ticks;
    for (const peer of wheel[position] ?? []) ask(peer);
  }, tickMs);
  timer.unref();
  const slots = new WeakMap<Peer, Set<Peer>>();
  return {
    add(peer) {
      // The present one's turn comes last.
      const slot = wheel[position];
      if (slot) slots.set(peer, slot.add(peer));
    },
    remove: (peer) => void slots.get(peer)?.delete(peer),
    stop: () => clearInterval(timer),
  };
}

function ask(peer: Peer): void {
  if (!peer.isAlive) return peer.socket.terminate();
  peer.isAlive = false;
  if (peer.socket.readyState === peer.socket.OPEN) peer.socket.ping();
}
