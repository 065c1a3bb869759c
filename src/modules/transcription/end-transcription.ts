import { and, eq, sql } from 'drizzle-orm';
import { emitEvents } from '../../platform/outbox/emit-events.ts';
import { notifyRecordingChange } from '../recordings/index.ts';
import type { TranscriptionDeps } from './deps.ts';
import type { Lease } from './leases.ts';
import { type Transcription, transcriptions } from './tables.ts';
import { transcriptionEvent } from './transcription-events.ts';

type Deps = Pick<TranscriptionDeps, 'db'>;
type End = Pick<Transcription, 'status'> & Partial<Pick<Transcription, 'progress' | 'error'>>;

const isRunning = and(eq(transcriptions.kind, 'post'), eq(transcriptions.status, 'running'));

/** All of a recording is written down. @returns false when this transcriber does not have it any more. */
export async function finishPost(deps: Deps, lease: Lease): Promise<boolean> {
  return end(deps, lease, { status: 'completed', progress: 100 });
}

/** It cannot be done, and nobody is to try again. @returns false when this transcriber does not have it any more. */
export async function failTranscription(deps: Deps, lease: Lease, error: string): Promise<boolean> {
  return end(deps, lease, { status: 'failed', error });
}

async function end({ db }: Deps, { transcriptionId, holder }: Lease, change: End): Promise<boolean> {
  return db.transaction(async (tx) => {
    const isOurs = and(eq(transcriptions.id, transcriptionId), eq(transcriptions.holder, holder), isRunning);
    const ended = { ...change, endedAt: sql`now()`, leaseUntil: null };
    const [row] = await tx.update(transcriptions).set(ended).where(isOurs).returning();
    if (!row) return false;
    await emitEvents(tx, [transcriptionEvent('transcription_completed', row)]);
    if (row.recordingId) await notifyRecordingChange(tx, row.recordingId);
    return true;
  });
}
