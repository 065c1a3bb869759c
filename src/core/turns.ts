import { AppError } from './errors.ts';

/** How many may wait for their turn, and the detail of the 503 that one more gets. */
interface WaitingLimit {
  maxWaiting: number;
  detail: string;
}

/**
 * Lets at most `count` pieces of work run at a time; the others wait for their turn, in the order in which they came.
 * Any number of them, unless a limit is given, where nobody would wait for the end.
 */
export function createTurns(count: number, limit?: WaitingLimit): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = count;
  return async (work) => {
    if (free > 0) free -= 1;
    else if (limit && waiting.length >= limit.maxWaiting) throw tooMany(limit);
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      // Whoever is next takes over this place.
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

function tooMany({ detail }: WaitingLimit): AppError {
  return new AppError('unavailable', detail, { headers: { 'retry-after': '5' } });
}
