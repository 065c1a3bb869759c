import { and, inArray, lt, sql } from 'drizzle-orm';
import { daysAgo } from '../../../platform/db/delete-in-batches.ts';
import type { RecordingsDeps } from '../deps.ts';
import { removeRecording } from '../remove-recording.ts';
import { type Recording, recordings } from '../tables.ts';
import { discardUpload } from '../uploads/discard-upload.ts';
import { recordingUploads } from '../uploads/tables.ts';

const batchSize = 100;
/** No upload takes so long: what is older, its process has left behind. */
const uploadHours = 24;

type Deps = Pick<RecordingsDeps, 'db' | 'objects' | 'retentionDays'>;

/**
 * Deletes the recordings that ended more than `retentionDays` ago, none when it is null, and what killed processes have
 * left of uploads. Rejects while storage is away, or when it is aborted; the rest is done the next time.
 */
export async function enforceRetention(deps: Deps, stopping: AbortSignal): Promise<void> {
  const { retentionDays: days } = deps;
  await removeAll(() => findAbandonedUploads(deps), ({ id }) => discardUpload(deps, id), stopping);
  if (days !== null) await removeAll(() => findExpired(deps, days), (recording) => removeRecording(deps, recording), stopping);
}

async function removeAll<T>(find: () => Promise<T[]>, remove: (item: T) => Promise<void>, stopping: AbortSignal): Promise<void> {
  let found: T[];
  do {
    found = await find();
    for (const item of found) {
      stopping.throwIfAborted();
      await remove(item);
    }
  } while (found.length === batchSize);
}

function findExpired({ db }: Deps, days: number): Promise<Recording[]> {
  const endedAt = sql`coalesce(${recordings.endedAt}, ${recordings.createdAt})`;
  return db
    .select()
    .from(recordings)
    .where(and(inArray(recordings.status, ['ready', 'failed']), lt(endedAt, daysAgo(days))))
    .limit(batchSize);
}

function findAbandonedUploads({ db }: Deps): Promise<{ id: string }[]> {
  return db
    .select({ id: recordingUploads.id })
    .from(recordingUploads)
    .where(lt(recordingUploads.createdAt, sql`now() - ${uploadHours} * interval '1 hour'`))
    .limit(batchSize);
}
