import { eq } from 'drizzle-orm';
import { unavailable } from '../../core/errors.ts';
import { forgetSpeakers } from '../compositing/index.ts';
import type { RecordingsDeps } from './deps.ts';
import { stripOf } from './open-strip.ts';
import { objectBaseOf } from './repository.ts';
import { type Recording, recordings } from './tables.ts';

/**
 * Removes all objects of a recording, then its row and who spoke in it: when storage is away, which is a 503, the row is left and it can be
 * done again. Nobody changes the row meanwhile, so who adds an object finds that the recording is gone.
 */
export async function removeRecording({ db, objects }: Pick<RecordingsDeps, 'db' | 'objects'>, recording: Recording): Promise<void> {
  const { id, workspaceId, objectName, compositionId } = recording;
  await db.transaction(async (tx) => {
    const isIt = eq(recordings.id, id);
    await tx.select({ id: recordings.id }).from(recordings).where(isIt).for('update');
    try {
      const made = await objects.list(objectBaseOf(workspaceId, id));
      await objects.remove([...made, ...(objectName === null ? [] : [objectName, stripOf(objectName)])]);
    } catch (error) {
      throw unavailable('The storage', error);
    }
    if (compositionId !== null) await forgetSpeakers(tx, compositionId);
    await tx.delete(recordings).where(isIt);
  });
}
