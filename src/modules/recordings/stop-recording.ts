import { eq, sql } from 'drizzle-orm';
import { notFound } from '../../core/errors.ts';
import { emitEvents } from '../../platform/outbox/emit-events.ts';
import { requestStop } from '../compositing/index.ts';
import type { RecordingsDeps } from './deps.ts';
import { recordingEvent } from './recording-events.ts';
import { findRunning, type Place } from './repository.ts';
import { type Recording, recordings } from './tables.ts';

/** Stops what is being recorded in a room; another can begin at once. A 404 when nothing is. */
export async function stopRecording({ db }: Pick<RecordingsDeps, 'db'>, place: Place): Promise<Recording> {
  const stopped = await db.transaction(async (tx) => {
    const running = await findRunning(tx, place);
    if (!running) return null;
    const [recording] = await tx
      .update(recordings)
      .set({ status: 'processing', endedAt: sql`now()` })
      .where(sql`${eq(recordings.id, running.id)} and ${eq(recordings.status, 'recording')}`)
      .returning();
    if (!recording) return null;
    await requestStop(tx, recording.compositionId ?? '');
    await emitEvents(tx, [recordingEvent('recording_stopped', recording)]);
    return recording;
  });
  if (!stopped) throw notFound('Running recording');
  return stopped;
}
