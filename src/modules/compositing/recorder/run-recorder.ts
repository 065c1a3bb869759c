import { runCoalesced } from '../../../core/run-coalesced.ts';
import { claimAbandoned, claimWaiting, renewLeases } from '../claim.ts';
import { announceRecorder, forgetRecorder } from '../recorders.ts';
import { finish } from './finish.ts';
import { record, type Recording } from './record.ts';
import type { RecorderDeps } from './recorder-deps.ts';

/** Takes what was asked for and tells that it lives; leases last ten times as long. */
const tickMs = 1_000;

export interface RunningRecorder {
  /** Looks at once for what there is to do. */
  wake(): void;
  /** Ends what is being captured, and waits until the files are made. */
  stop(): Promise<void>;
}

/** Makes compositions, at most `capacity` at once, and the files of those whose recorder has ended. */
export function runRecorder(deps: RecorderDeps, capacity: number): RunningRecorder {
  const capturing = new Map<string, Recording>();
  const working = new Set<Promise<void>>();
  let isClosing = false;
  const follow = (id: string, done: Promise<void>) => {
    const work = done
      .catch((error: unknown) => deps.logger.warn({ err: error, compositionId: id }, 'Not finished; taken up again'))
      .finally(() => {
        capturing.delete(id);
        working.delete(work);
      });
    working.add(work);
  };
  const tick = runCoalesced(async () => {
    await announceRecorder(deps.db, deps.holder, isClosing ? 0 : capacity);
    for (const { id, stopRequestedAt } of await renewLeases(deps.db, deps.holder)) {
      if (stopRequestedAt) capturing.get(id)?.stop();
    }
    if (isClosing) return;
    await takeWaiting();
    const abandoned = await claimAbandoned(deps, deps.holder, await deps.captures.list());
    if (abandoned) follow(abandoned.id, finish(deps, abandoned));
  }, (error) => deps.logger.warn({ err: error }, 'The recorder could not look for work; tried again'));
  async function takeWaiting(): Promise<void> {
    while (capturing.size < capacity) {
      const composition = await claimWaiting(deps, deps.holder);
      if (!composition) return;
      const recording = record(deps, composition);
      capturing.set(composition.id, recording);
      follow(composition.id, recording.done);
    }
  }

  const timer = setInterval(tick, tickMs);
  void tick();
  return {
    wake: () => void tick(),
    async stop() {
      isClosing = true;
      for (const recording of capturing.values()) recording.stop();
      await Promise.allSettled(working);
      clearInterval(timer);
      await forgetRecorder(deps.db, deps.holder);
    },
  };
}
