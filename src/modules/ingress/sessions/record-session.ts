import { and, eq, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../../platform/db/client.ts';
import { emitEvents } from '../../../platform/outbox/emit-events.ts';
import type { Source } from '../../rooms/index.ts';
import { ingressSessions as table } from '../tables.ts';
import type { IngressEvidence } from './evidence.ts';
import { ingressEvent } from './session-events.ts';

/** Notes that somebody publishes with a key. Whoever published with it before has been put out by that. */
export async function recordIngressStarted(tx: Transaction, ingress: IngressEvidence, source: Source): Promise<void> {
  if (!(await upsertSession(tx, ingress, source))) return;
  const earlier = and(eq(table.ingressId, ingress.ingressId), lt(table.startedAt, ingress.startedAt));
  await endSessions(tx, earlier, { ...source, at: ingress.startedAt });
  await emitEvents(tx, [startedEvent(ingress, source)]);
}

/** Notes that it has ended; that it had started is noted too when we had not heard of it. */
export async function recordIngressEnded(tx: Transaction, ingress: IngressEvidence, source: Source): Promise<void> {
  const isNew = await upsertSession(tx, ingress, source);
  if (isNew && ingress.hadMedia) await emitEvents(tx, [startedEvent(ingress, source)]);
  await endSessions(tx, eq(table.id, ingress.sessionId), source, ingress);
}

/** Ends whatever is published with a key that was deleted. */
export async function endSessionsOf(tx: Transaction, ingressId: string, at: Date): Promise<void> {
  await endSessions(tx, eq(table.ingressId, ingressId), { at, isReconciled: false });
}

function startedEvent(ingress: IngressEvidence, source: Source) {
  const session = { ...ingress, id: ingress.sessionId };
  return ingressEvent('ingress_started', session, { ...source, at: ingress.startedAt }, ingress.view);
}

/** Those of them that are open; one that has ended stays as it was. */
async function endSessions(
  tx: Transaction,
  which: SQL | undefined,
  source: Source,
  ingress?: IngressEvidence,
): Promise<void> {
  const ended = await tx
    .update(table)
    .set({
      endedAt: sql`greatest(${table.startedAt}, ${source.at.toISOString()}::timestamptz)`,
      error: ingress?.error || null,
    })
    .where(and(which, isNull(table.endedAt)))
    .returning();
  await emitEvents(tx, ended.map((session) => ingressEvent('ingress_stopped', session, source, ingress?.view)));
}

/** @returns whether it is news. */
async function upsertSession(
  tx: Transaction,
  { sessionId: id, ingressId, workspaceId, roomId, startedAt }: IngressEvidence,
  { at }: Source,
): Promise<boolean> {
  const seenAt = at > startedAt ? at : startedAt;
  const [row] = await tx
    .insert(table)
    .values({ id, ingressId, workspaceId, roomId, startedAt, seenAt })
    .onConflictDoUpdate({
      target: table.id,
      set: { seenAt: sql`greatest(${table.seenAt}, excluded.seen_at)`, missingSince: null },
    })
    .returning({ isNew: sql<boolean>`xmax = 0` });
  return row?.isNew ?? false;
}
