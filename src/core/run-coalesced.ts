import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Makes a trigger for work that drains whatever there is: triggers while it runs lead to exactly one more run, so none
 * is lost and none piles up. What the work throws goes to `onError`.
 * @param work may resolve with milliseconds in which it is not run again, so that what comes meanwhile is taken at once.
 */
export function runCoalesced(work: () => Promise<number | void>, onError: (error: unknown) => void): () => Promise<void> {
  let running: Promise<void> | null = null;
  let isWanted = false;
  let restUntil = 0;
  const drain = async () => {
    while (isWanted) {
      const restMs = restUntil - performance.now();
      if (restMs > 0) await sleep(restMs);
      isWanted = false;
      const wishedMs = await work().catch(onError);
      restUntil = performance.now() + (wishedMs ?? 0);
    }
    running = null;
  };
  return () => {
    isWanted = true;
    running ??= drain();
    return running;
  };
}
