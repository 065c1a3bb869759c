/** Lets so many work at the same time; the others wait in their order. */
export interface Limiter {
  /** Resolves when there is a place, with what gives it back. Rejects when aborted before. */
  acquire(signal: AbortSignal): Promise<() => void>;
  /** There may be more places than before. */
  look(): void;
}

/** @param countPlaces how many there are now; asked each time. */
export function createLimiter(countPlaces: () => number): Limiter {
  const waiting = new Set<() => void>();
  let taken = 0;
  const look = () => {
    for (const begin of waiting) {
      if (taken >= countPlaces()) return;
      waiting.delete(begin);
      taken += 1;
      begin();
    }
  };
  return {
    look,
    acquire(signal) {
      const turn = Promise.withResolvers<() => void>();
      const giveUp = () => {
        if (waiting.delete(begin)) turn.reject(signal.reason);
      };
      const begin = () => {
        signal.removeEventListener('abort', giveUp);
        turn.resolve(() => {
          taken -= 1;
          look();
        });
      };
      waiting.add(begin);
      signal.addEventListener('abort', giveUp, { once: true });
      if (signal.aborted) giveUp();
      look();
      return turn.promise;
    },
  };
}
