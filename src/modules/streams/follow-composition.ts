import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Transaction } from '../../platform/db/client.ts';
import { emitEvents } from '../../platform/outbox/emit-events.ts';
import { type Composition, findTargets } from '../compositing/index.ts';
import { endStream } from './end-stream.ts';
import { streamEvent } from './stream-events.ts';
import { streams } from './tables.ts';

/** What has become of a stream's composition, in the transaction in which it became so. */
export async function followStreamComposition(tx: Transaction, composition: Composition): Promise<void> {
  if (composition.kind !== 'stream') return;
  if (!['finishing', 'done', 'failed'].includes(composition.state)) return;
  await endStream(tx, composition.id, composition.error);
}

/** A stream has started when the first of its targets is live; it is told once, whatever the targets do then. */
export async function followTargets(tx: Transaction, { id }: Composition): Promise<void> {
  const targets = await findTargets(tx, id);
  if (!targets.some(({ status }) => status === 'live')) return;
  const isStarting = and(eq(streams.compositionId, id), eq(streams.status, 'live'), isNull(streams.startedAt));
  const [stream] = await tx.update(streams).set({ startedAt: sql`now()` }).where(isStarting).returning();
  if (stream) await emitEvents(tx, [await streamEvent(tx, 'stream_started', stream)]);
}
