import { eq } from 'drizzle-orm';
import type { Segment } from '../../contracts/transcription.ts';
import type { Queryable } from '../../platform/db/client.ts';
import { notifyRecordingChange } from '../recordings/index.ts';
import type { TranscriptionDeps } from './deps.ts';
import type { Lease } from './leases.ts';
import { type NewSegment, storeSegments } from './store-segments.ts';
import { transcriptionChunks, transcriptions } from './tables.ts';

/** A piece of a recording that is done. */
export interface Chunk {
  /** From 0. */
  position: number;
  /** How far the recording is with it: 0-100. */
  progress: number;
  segments: readonly NewSegment[];
}

/** Writes down a piece of a recording, all of it or nothing. @returns null when this transcriber does not have it any more. */
export async function storeChunk(
  deps: Pick<TranscriptionDeps, 'db' | 'audience'>,
  lease: Lease,
  { position, progress, segments }: Chunk,
): Promise<Segment[] | null> {
  const { transcriptionId } = lease;
  return storeSegments(deps, lease, segments, async (tx) => {
    await tx.insert(transcriptionChunks).values({ transcriptionId, position }).onConflictDoNothing();
    const isIt = eq(transcriptions.id, transcriptionId);
    const [row] = await tx.update(transcriptions).set({ progress }).where(isIt).returning({ recordingId: transcriptions.recordingId });
    if (row?.recordingId) await notifyRecordingChange(tx, row.recordingId);
  });
}

/** The pieces that are done already. */
export async function readChunks(db: Queryable, transcriptionId: string): Promise<Set<number>> {
  const { position } = transcriptionChunks;
  const rows = await db.select({ position }).from(transcriptionChunks).where(eq(transcriptionChunks.transcriptionId, transcriptionId));
  return new Set(rows.map((row) => row.position));
}
