import { eq } from 'drizzle-orm';
import type { Database } from '../../../platform/db/client.ts';
import { drawPictures, drawWaveform } from '../../../platform/ffmpeg/draw-strip.ts';
import { type MediaFacts, type MediaSource, readFacts } from '../../../platform/ffmpeg/media-source.ts';
import type { ObjectStore } from '../../../platform/objects/client.ts';
import { findMediaType, type MediaType, withKind } from '../media-types.ts';
import { stripOf } from '../open-strip.ts';
import { notifyChange } from '../recording-changes.ts';
import { type Recording, recordings } from '../tables.ts';
import { type PreviewTask, recordingPreviews } from './tables.ts';

/** Longer than all that may be done with it. */
const addressSeconds = 1_200;

interface Deps {
  db: Database;
  objects: ObjectStore;
}

/** Finds out the length of a file and makes its pictures. Rejects when it cannot be read. */
export async function makePreview(deps: Deps, task: PreviewTask, signal: AbortSignal): Promise<void> {
  const { db, objects } = deps;
  const [recording] = await db.select().from(recordings).where(eq(recordings.id, task.recordingId));
  const type = recording ? findMediaType(recording.mimeType) : null;
  if (!recording || !type) return finishPreview(deps, task, {});
  const url = await objects.presign(task.objectName, addressSeconds);
  const source = { url, demuxer: type.demuxer, signal };
  const facts = await readFacts(source);
  const strip = await drawStrip(source, facts);
  await objects.put(stripOf(task.objectName), strip, 'image/jpeg');
  await finishPreview(deps, task, { ...changesOf(recording, type, facts), hasStrip: true });
}

function drawStrip(source: MediaSource, { hasVideo, hasAudio, durationSeconds }: MediaFacts): Promise<Buffer> {
  if (hasVideo) return drawPictures(source, durationSeconds ?? 0);
  if (hasAudio) return drawWaveform(source);
  throw new Error('The file holds neither pictures nor sound.');
}

/** What is told of a file that was made here stays; of an upload only its beginning was known. */
function changesOf({ engine }: Recording, type: MediaType, facts: MediaFacts): Partial<Recording> {
  if (engine !== 'upload') return {};
  const { mimeType } = withKind(type, facts.hasVideo ? 'video' : 'audio');
  return { mimeType, durationSeconds: facts.durationSeconds };
}

/** Tells what was found out. The pictures of a recording that was deleted meanwhile are deleted, too. */
async function finishPreview({ db, objects }: Deps, task: PreviewTask, change: Partial<Recording>): Promise<void> {
  await db.transaction(async (tx) => {
    const isIt = eq(recordings.id, task.recordingId);
    const [recording] = await tx.select({ id: recordings.id }).from(recordings).where(isIt).for('update');
    if (!recording) await objects.remove([stripOf(task.objectName)]);
    else if (Object.keys(change).length > 0) await tx.update(recordings).set(change).where(isIt);
    await tx.delete(recordingPreviews).where(eq(recordingPreviews.recordingId, task.recordingId));
    await notifyChange(tx, task.recordingId);
  });
}
