import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { ignoreNotFound } from '../../../core/errors.ts';
import type { RecordingsDeps } from '../deps.ts';
import { removeRecording } from '../remove-recording.ts';
import { objectBaseOf } from '../repository.ts';
import { stopRecording } from '../stop-recording.ts';
import { recordings } from '../tables.ts';
import { recordingUploads } from '../uploads/tables.ts';

const batchSize = 100;

type Deps = Pick<RecordingsDeps, 'db' | 'objects'>;

/**
 * Stops what a workspace records and removes its recordings, objects first. @returns false while one is still being made
 * or uploaded: it is removed when that has ended. Rejects while storage is away.
 */
export async function removeWorkspaceRecordings(deps: Deps, workspaceId: string): Promise<boolean> {
  await stopAll(deps, workspaceId);
  while ((await removeSome(deps, workspaceId)) === batchSize);
  if (await isAnyLeft(deps, workspaceId)) return false;
  // Of uploads and captures that nobody has finished.
  await deps.objects.remove(await deps.objects.list(objectBaseOf(workspaceId, '')));
  return true;
}

async function stopAll({ db }: Deps, workspaceId: string): Promise<void> {
  const running = await db
    .select({ roomId: recordings.roomId })
    .from(recordings)
    .where(and(eq(recordings.workspaceId, workspaceId), eq(recordings.status, 'recording'), isNotNull(recordings.roomId)));
  for (const { roomId } of running) await stopRecording({ db }, { workspaceId, roomId: roomId ?? '' }).catch(ignoreNotFound);
}

async function removeSome(deps: Deps, workspaceId: string): Promise<number> {
  const isMade = and(eq(recordings.workspaceId, workspaceId), inArray(recordings.status, ['ready', 'failed']));
  const made = await deps.db.select().from(recordings).where(isMade).limit(batchSize);
  for (const recording of made) await removeRecording(deps, recording);
  return made.length;
}

async function isAnyLeft({ db }: Deps, workspaceId: string): Promise<boolean> {
  const base = objectBaseOf(workspaceId, '');
  const isTheirs = sql`starts_with(${recordingUploads.objectName}, ${base})`;
  const [recording] = await db.select({ id: recordings.id }).from(recordings).where(eq(recordings.workspaceId, workspaceId)).limit(1);
  const [upload] = await db.select({ id: recordingUploads.id }).from(recordingUploads).where(isTheirs).limit(1);
  return recording !== undefined || upload !== undefined;
}
