import { eq } from 'drizzle-orm';
import { AppError, unavailable } from '../../core/errors.ts';
import type { RecordingsDeps } from './deps.ts';
import { getRecording } from './find-recording.ts';
import { recordings } from './tables.ts';

/**
 * Deletes a recording and its object; the object first, so that a row is left, and the call can be made again, when
 * storage is away. A 409 while it is being made.
 */
export async function deleteRecording(
  { db, objects }: Pick<RecordingsDeps, 'db' | 'objects'>,
  workspaceId: string,
  id: string,
): Promise<void> {
  const recording = await getRecording(db, workspaceId, id);
  if (recording.status === 'recording' || recording.status === 'processing') {
    throw new AppError('conflict', 'This recording is still being made. Stop it, and delete it when its file is ready.');
  }
  if (recording.objectName) {
    await objects.remove([recording.objectName]).catch((error: unknown) => {
      throw unavailable('The storage', error);
    });
  }
  await db.delete(recordings).where(eq(recordings.id, recording.id));
}
