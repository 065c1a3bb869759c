import { and, eq, sql } from 'drizzle-orm';
import { notFound } from '../../core/errors.ts';
import type { Transaction } from '../../platform/db/client.ts';
import { emitEvents } from '../../platform/outbox/emit-events.ts';
import type { Place } from '../rooms/index.ts';
import { notifyTranscribers } from './changes.ts';
import type { TranscriptionDeps } from './deps.ts';
import { countSegments, findActive } from './repository.ts';
import { type Transcription, transcriptions } from './tables.ts';
import { transcriptionEvent } from './transcription-events.ts';

/** Stops transcribing a room; it can begin anew at once. A sentence that is being said is still written down. A 404 when nobody listens. */
export async function stopTranscription(
  { db }: Pick<TranscriptionDeps, 'db'>,
  place: Place,
): Promise<{ transcription: Transcription; segmentCount: number }> {
  return db.transaction(async (tx) => {
    const running = await findActive(tx, place);
    const transcription = running && (await stopLive(tx, running.id));
    if (!transcription) throw notFound('Running transcription');
    return { transcription, segmentCount: await countSegments(tx, transcription.id) };
  });
}

/** Ends a live transcription in a transaction that may do more; null when it has ended already. */
export async function stopLive(tx: Transaction, id: string): Promise<Transcription | null> {
  const isActive = and(eq(transcriptions.id, id), eq(transcriptions.status, 'active'));
  const [stopped] = await tx.update(transcriptions).set({ status: 'stopped', endedAt: sql`now()` }).where(isActive).returning();
  if (!stopped) return null;
  await emitEvents(tx, [transcriptionEvent('transcription_completed', stopped)]);
  await notifyTranscribers(tx, id);
  return stopped;
}
