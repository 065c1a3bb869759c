import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../../platform/db/client.ts';
import { emitEvents } from '../../platform/outbox/emit-events.ts';
import { streamEvent } from './stream-events.ts';
import { type Stream, streams } from './tables.ts';

/**
 * Ends a stream, and tells it, once.
 * @param error why, when nobody had asked for it.
 * @returns null when it has ended before.
 */
export async function endStream(tx: Transaction, compositionId: string, error: string | null): Promise<Stream | null> {
  const [stream] = await tx
    .update(streams)
    .set({ status: 'stopped', endedAt: sql`now()`, error })
    .where(and(eq(streams.compositionId, compositionId), eq(streams.status, 'live')))
    .returning();
  if (!stream) return null;
  await emitEvents(tx, [await streamEvent(tx, 'stream_stopped', stream)]);
  return stream;
}
