import type { Logger } from 'pino';
import { runCoalesced } from '../../../core/run-coalesced.ts';
import type { Database } from '../../../platform/db/client.ts';
import type { ObjectStore } from '../../../platform/objects/client.ts';
import { claimPreview, releasePreview, renewPreview } from './claim-preview.ts';
import { makePreview } from './make-preview.ts';
import type { PreviewTask } from './tables.ts';

/** Finds what nobody was woken for: after a crash, or for another try. */
const sweepEveryMs = 5_000;
const renewEveryMs = 10_000;

export interface PreviewDeps {
  db: Database;
  objects: ObjectStore;
  logger: Logger;
  /** The name of this process in its leases. */
  holder: string;
}

export interface RunningPreviews {
  /** Looks at once for what there is to do. */
  wake(): void;
  /** Leaves what is under way to the next process. */
  stop(): Promise<void>;
}

/** Looks into files that have become ready, one at a time: a room that is being drawn needs the processors more. */
export function runPreviews(deps: PreviewDeps): RunningPreviews {
  const stopping = new AbortController();
  const work = runCoalesced(async () => {
    while (!stopping.signal.aborted) {
      const task = await claimPreview(deps.db, deps.holder);
      if (!task) return;
      await workOn(deps, task, stopping.signal);
    }
  }, (error) => deps.logger.warn({ err: error }, 'Files were not looked into; tried again'));
  const timer = setInterval(work, sweepEveryMs);
  void work();
  return {
    wake: () => void work(),
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await work();
    },
  };
}

async function workOn(deps: PreviewDeps, task: PreviewTask, stopping: AbortSignal): Promise<void> {
  const renewal = setInterval(() => void renewPreview(deps.db, task).catch(() => {}), renewEveryMs);
  try {
    await makePreview(deps, task, stopping);
  } catch (error) {
    const isOurFault = stopping.aborted || (await isAway(deps, task));
    const { recordingId, tries } = task;
    if (!stopping.aborted) deps.logger.warn({ err: error, recordingId, tries, isOurFault }, 'A file was not looked into');
    await releasePreview(deps.db, task, isOurFault);
  } finally {
    clearInterval(renewal);
  }
}

/** Whether it is storage, and not the file, that cannot be read. */
async function isAway({ objects }: PreviewDeps, { objectName }: PreviewTask): Promise<boolean> {
  return objects.sizeOf(objectName).then(() => false, () => true);
}
