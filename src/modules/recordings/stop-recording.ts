import { eq, sql } from 'drizzle-orm';
import { notFound } from '../../core/errors.ts';
import { emitEvents } from '../../platform/outbox/emit-events.ts';
import { requestStop } from '../compositing/index.ts';
import type { Place } from '../rooms/index.ts';
import type { RecordingsDeps } from './deps.ts';
import { notifyChange } from './recording-changes.ts';
import { recordingEvent } from './recording-events.ts';
import { findRunning } from './repository.ts';
import { type Recording, recordings } from './tables.ts';

/** Stops what is being recorded in a room; another can begin at once. A 404 when nothing is. */
export async function stopRecording({ db }: Pick<RecordingsDeps, 'db'>, place: Place): Promise<Recording> {
  const stopped = await db.transaction(async (tx) => {
    const running = await findRunning(tx, place);
    if (!running) return null;
    // First what makes it: whoever tells of its state takes the rows in the same order.
    await requestStop(tx, running.compositionId ?? '');
    const [recording] = await tx
      .update(recordings)
      .set({ status: 'processing', endedAt: sql`now()` })
      .where(sql`${eq(recordings.id, running.id)} and ${eq(recordings.status, 'recording')}`)
      .returning();
    if (!recording) return null;
    await emitEvents(tx, [recordingEvent('recording_stopped', recording)]);
    await notifyChange(tx, recording.id);
    return recording;
  });
  if (!stopped) throw notFound('Running recording');
  return stopped;
}
