import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '../../platform/db/client.ts';
import { emitEvents } from '../../platform/outbox/emit-events.ts';
import type { Composition } from '../compositing/index.ts';
import { requestPreview } from './previews/request-preview.ts';
import { notifyChange } from './recording-changes.ts';
import { recordingEvent } from './recording-events.ts';
import { type Recording, recordings } from './tables.ts';

/** What has become of a recording's composition, in the transaction in which it became so. */
export async function followComposition(tx: Transaction, composition: Composition): Promise<void> {
  if (composition.kind !== 'recording') return;
  const { engine, egressId } = composition;
  switch (composition.state) {
    case 'waiting':
    case 'starting':
      // Only now an egress has its id; or another engine has taken its place.
      await tx.update(recordings).set({ engine, egressId }).where(eq(recordings.compositionId, composition.id));
      return;
    case 'active':
      return tell(tx, composition, 'recording_started', { startedAt: composition.startedAt });
    case 'finishing':
      return tell(tx, composition, 'recording_stopped', {
        status: 'processing',
        isInterrupted: composition.isInterrupted,
        endedAt: sql`coalesce(${recordings.endedAt}, ${composition.stoppedAt?.toISOString() ?? null}, now())`,
      });
    case 'done':
      return tell(tx, composition, 'recording_ready', { ...composition.file, status: 'ready' });
    case 'failed':
      return tell(tx, composition, 'recording_failed', {
        status: 'failed',
        error: composition.error,
        endedAt: sql`coalesce(${recordings.endedAt}, now())`,
      });
  }
}

type Change = Parameters<ReturnType<Transaction['update']>['set']>[0];

async function tell(
  tx: Transaction,
  { id }: Composition,
  name: 'recording_started' | 'recording_stopped' | 'recording_ready' | 'recording_failed',
  change: Change,
): Promise<void> {
  const [recording] = await tx.update(recordings).set(change).where(eq(recordings.compositionId, id)).returning();
  if (!recording) return;
  if (name === 'recording_ready') await requestPreview(tx, recording as Recording);
  await emitEvents(tx, [recordingEvent(name, recording as Recording)]);
  await notifyChange(tx, recording.id);
}
