import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { failTranscription, finishPost } from '../end-transcription.ts';
import type { PostDeps } from './post-deps.ts';
import { HopelessError, LostError, writeDownRecording, type Work } from './write-down-recording.ts';

const firstRetryMs = 1_000;
const longestRetryMs = 30_000;
/** What fails so often in a row without getting anywhere, though all servers are there, will not do. */
const maxFailures = 4;
/** What it is names folders and servers of ours. */
const unknownReason = 'It could not be transcribed, whatever was tried; the log of the transcriber says why.';

/**
 * Works on a recording until it is written down or cannot be. While a server is away it waits, and holds on to it.
 * Resolves when nothing is left to do for this process, also because it was aborted or lost.
 */
export async function workOn(deps: PostDeps, work: Work): Promise<void> {
  let failures = 0;
  let retryMs = firstRetryMs;
  while (!work.signal.aborted) {
    const before = work.stored;
    try {
      return await workOnce(deps, work);
    } catch (error) {
      if (work.signal.aborted || error instanceof LostError) return;
      const isOurFault = await isAway(deps, work);
      deps.logger.warn({ err: error, transcriptionId: work.transcription.id, isOurFault }, 'A recording was not written down; tried again');
      if (work.stored > before) retryMs = firstRetryMs;
      failures = isOurFault || work.stored > before ? 0 : failures + 1;
      if (failures >= maxFailures) return giveUp(deps, work, unknownReason);
      await sleep(retryMs, undefined, { signal: work.signal }).catch(() => {});
      retryMs = Math.min(longestRetryMs, 2 * retryMs);
    }
  }
}

async function workOnce(deps: PostDeps, work: Work): Promise<void> {
  try {
    await writeDownRecording(deps, work);
  } catch (error) {
    if (error instanceof HopelessError) return giveUp(deps, work, error.message);
    throw error;
  }
  await finishPost(deps, work.lease);
}

async function giveUp(deps: PostDeps, { lease }: Work, error: string): Promise<void> {
  await failTranscription(deps, lease, error);
}

/** Whether a server, and not the recording, is why it failed. */
async function isAway({ db, objects }: PostDeps, { transcription }: Work): Promise<boolean> {
  const asked = [objects.sizeOf(`recordings/${transcription.workspaceId}/`), db.execute(sql`select 1`)];
  return Promise.all(asked).then(() => false, () => true);
}
