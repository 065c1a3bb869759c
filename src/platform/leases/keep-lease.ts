import { runCoalesced } from '../../core/run-coalesced.ts';
import type { Database } from '../db/client.ts';
import { holdLease, releaseLease } from './hold-lease.ts';

/** A lease that is kept for as long as this process lives, and taken as soon as nobody else keeps it. */
export interface KeptLease {
  /** Whether this process holds it now. */
  isHeld(): boolean;
  /** Gives it back, so that the next process need not wait for it to expire. */
  stop(): Promise<void>;
}

interface LeaseOptions {
  name: string;
  holder: string;
  /** When nothing is heard of its holder for so long, another takes it. It is renewed four times in this time. */
  seconds: number;
  /** Called each time that this process has taken it. */
  onTaken(): void;
  onError(error: unknown): void;
}

/** Keeps a lease however long the work takes that it is for: it is renewed by a timer of its own. */
export function keepLease(db: Database, { name, holder, seconds, onTaken, onError }: LeaseOptions): KeptLease {
  let heldUntil = -Infinity;
  let isStopping = false;
  const isHeld = () => performance.now() < heldUntil;
  const renew = runCoalesced(async () => {
    if (isStopping) return;
    // Counted from before it is asked: a process that was stopped for long does not believe that it still holds it.
    const until = performance.now() + seconds * 1_000;
    const isOurs = await holdLease(db, name, holder, seconds);
    const isNew = isOurs && !isHeld();
    heldUntil = isOurs ? until : -Infinity;
    if (isNew) onTaken();
  }, onError);
  const timer = setInterval(renew, (seconds * 1_000) / 4);
  void renew();
  return {
    isHeld,
    async stop() {
      isStopping = true;
      clearInterval(timer);
      await renew();
      heldUntil = -Infinity;
      await releaseLease(db, name, holder);
    },
  };
}
