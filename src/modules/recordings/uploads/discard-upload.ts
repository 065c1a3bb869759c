import { eq } from 'drizzle-orm';
import type { RecordingsDeps } from '../deps.ts';
import { recordingUploads } from './tables.ts';

/**
 * Removes all that an upload has left, unless it has become a recording meanwhile: then its row is gone. The row goes
 * last, so that what cannot be removed now, since storage or database are away, is found later.
 */
export async function discardUpload({ db, objects }: Pick<RecordingsDeps, 'db' | 'objects'>, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const isIt = eq(recordingUploads.id, id);
    const [upload] = await tx.select().from(recordingUploads).where(isIt).for('update');
    if (!upload) return;
    await objects.removeUnfinished(upload.objectName);
    await objects.remove([upload.objectName]);
    await tx.delete(recordingUploads).where(isIt);
  });
}
