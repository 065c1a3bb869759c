import type { TsRun } from './ts-fan-out.ts';

/** What waits to be sent to one target. */
export interface SkippingQueue {
  add(run: TsRun): void;
  /** The next bytes; null when there are none. */
  take(): Buffer | null;
}

/**
 * A queue with a limit: who is too slow for it skips to a later key frame, so that nobody waits and no memory fills. What
 * was begun is sent to the end of its group of pictures.
 */
export function createSkippingQueue(limitBytes: number): SkippingQueue {
  let runs: TsRun[] = [];
  let bytes = 0;
  let isSkipping = false;
  const count = () => (bytes = runs.reduce((sum, { data }) => sum + data.length, 0));
  return {
    add(run) {
      if (isSkipping && (!run.isKeyFrame || bytes + run.data.length > limitBytes)) return;
      isSkipping = false;
      runs.push(run);
      bytes += run.data.length;
      if (bytes <= limitBytes) return;
      const next = runs.findIndex(({ isKeyFrame }) => isKeyFrame);
      if (next >= 0) runs = runs.slice(0, next);
      isSkipping = true;
      count();
    },
    take() {
      const run = runs.shift();
      bytes -= run?.data.length ?? 0;
      return run?.data ?? null;
    },
  };
}
