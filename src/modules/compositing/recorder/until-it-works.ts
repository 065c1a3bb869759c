import { setTimeout as sleep } from 'node:timers/promises';
import type { RecorderDeps } from './recorder-deps.ts';

const retryMs = 2_000;

/** Tries again for as long as it takes: nothing is given up because a server is away. Ends when this process is stopped. */
export async function untilItWorks<T>(
  { logger, stopping }: Pick<RecorderDeps, 'logger' | 'stopping'>,
  compositionId: string,
  work: () => Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (stopping.aborted) throw error;
      logger.warn({ err: error, compositionId }, 'Not stored; tried again');
      await sleep(retryMs, undefined, { signal: stopping });
    }
  }
}
