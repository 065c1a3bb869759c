import { runCoalesced } from '../../../core/run-coalesced.ts';
import { claimAbandoned, claimWaiting, findEnded, renewLeases } from '../claim.ts';
import { announceRecorder, forgetRecorder } from '../recorders.ts';
import { broadcast } from './broadcast/broadcast.ts';
import type { Capturing } from './capturing.ts';
import { finish } from './finish.ts';
import { record } from './record.ts';
import type { RecorderDeps } from './recorder-deps.ts';
import { createWorkList } from './work-list.ts';

/** Takes what was asked for and tells that it lives; leases last ten times as long. */
const tickMs = 1_000;
const tidyEveryMs = 3_600_000;

export interface RunningRecorder {
  /** Looks at once for what there is to do. */
  wake(): void;
  /** Ends what is being captured, and waits until the files are made and the streams are another recorder's to take. */
  stop(): Promise<void>;
}

/** Makes compositions, at most `capacity` at once, and goes on with those whose recorder has ended. */
export function runRecorder(deps: RecorderDeps, capacity: number): RunningRecorder {
  const capturing = new Map<string, Capturing>();
  const working = createWorkList(deps.logger);
  let isClosing = false;
  const tick = runCoalesced(async () => {
    await announceRecorder(deps.db, deps.holder, isClosing ? 0 : capacity);
    heedRequests(capturing, await renewLeases(deps.db, deps.holder, working.ids()));
    if (isClosing) return;
    await takeWaiting();
    const abandoned = await claimAbandoned(deps, deps.holder, await deps.captures.list());
    if (abandoned) working.add(abandoned.id, finish(deps, abandoned, 'abandoned'));
  }, (error) => deps.logger.warn({ err: error }, 'The recorder could not look for work; tried again'));
  async function complete(id: string, capture: Capturing): Promise<void> {
    // Making the file, which waits while storage is away, keeps nobody from recording.
    const captured = await capture.done.finally(() => capturing.delete(id));
    if (captured) await finish(deps, captured, 'own');
  }
  async function takeWaiting(): Promise<void> {
    while (capturing.size < capacity) {
      const composition = await claimWaiting(deps, deps.holder);
      if (!composition) return;
      const capture = composition.kind === 'stream' ? broadcast(deps, composition) : record(deps, composition);
      capturing.set(composition.id, capture);
      working.add(composition.id, complete(composition.id, capture));
    }
  }

  const timer = setInterval(tick, tickMs);
  const tidying = setInterval(() => void tidy(deps), tidyEveryMs);
  void tick();
  void tidy(deps);
  return {
    wake: () => void tick(),
    async stop() {
      isClosing = true;
      clearInterval(tidying);
      for (const capture of capturing.values()) capture.stop('closing');
      await working.settled();
      clearInterval(timer);
      await forgetRecorder(deps.db, deps.holder);
    },
  };
}

/**
 * Ends what somebody wants to be ended, and what another recorder or the watchdog took over while PostgreSQL was not to be
 * reached.
 */
function heedRequests(capturing: Map<string, Capturing>, own: Awaited<ReturnType<typeof renewLeases>>): void {
  const rows = new Map(own.map((row) => [row.id, row]));
  for (const [id, capture] of capturing) {
    const row = rows.get(id);
    if (!row || row.state === 'finishing') capture.stop('lost');
    else if (row.stopRequestedAt) capture.stop('asked');
  }
}

/** Frees the disk of captures that another recorder made the file of. */
async function tidy(deps: RecorderDeps): Promise<void> {
  try {
    for (const id of await findEnded(deps.db, await deps.captures.list())) await deps.captures.remove(id);
  } catch (error) {
    deps.logger.warn({ err: error }, 'Not tidied up; tried again');
  }
}
