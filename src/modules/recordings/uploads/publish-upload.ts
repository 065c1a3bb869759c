import { eq } from 'drizzle-orm';
import { unavailable } from '../../../core/errors.ts';
import { emitEvents } from '../../../platform/outbox/emit-events.ts';
import type { Place } from '../../rooms/index.ts';
import type { RecordingsDeps } from '../deps.ts';
import { requestPreview } from '../previews/request-preview.ts';
import { recordingEvent } from '../recording-events.ts';
import { type Recording, recordings } from '../tables.ts';
import type { StoredUpload } from './store-upload.ts';
import { recordingUploads } from './tables.ts';

/** Makes a recording of a file whose size was checked in storage; only now it is seen, and told of. */
export async function publishUpload(
  { db }: Pick<RecordingsDeps, 'db'>,
  { workspaceId, roomId }: Place,
  { id, objectName, filename, type, sizeBytes }: StoredUpload,
): Promise<Recording> {
  return db.transaction(async (tx) => {
    const [upload] = await tx.delete(recordingUploads).where(eq(recordingUploads.id, id)).returning();
    if (!upload) throw unavailable('The storage', new Error('The upload was given up and removed meanwhile.'));
    const row = {
      ...{ id, workspaceId, roomId, meetingId: roomId, engine: 'upload' as const, status: 'ready' as const },
      ...{ filename, mimeType: type.mimeType, sizeBytes, objectName },
    };
    const [recording] = await tx.insert(recordings).values(row).returning();
    await requestPreview(tx, recording as Recording);
    await emitEvents(tx, [recordingEvent('recording_ready', recording as Recording)]);
    return recording as Recording;
  });
}
