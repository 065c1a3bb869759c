import { AppError } from '../../core/errors.ts';
import type { RecordingsDeps } from './deps.ts';
import { getRecording } from './find-recording.ts';
import { removeRecording } from './remove-recording.ts';

/** Deletes a recording with its file and pictures. A 409 while it is being made, a 503 while storage is away. */
export async function deleteRecording(
  deps: Pick<RecordingsDeps, 'db' | 'objects'>,
  workspaceId: string,
  id: string,
): Promise<void> {
  const recording = await getRecording(deps.db, workspaceId, id);
  if (recording.status === 'recording' || recording.status === 'processing') {
    throw new AppError('conflict', 'This recording is still being made. Stop it, and delete it when its file is ready.');
  }
  await removeRecording(deps, recording);
}
