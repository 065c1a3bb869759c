import { and, inArray, isNotNull, isNull, lt } from 'drizzle-orm';
import type { Transaction } from '../../../platform/db/client.ts';
import { emitEvents } from '../../../platform/outbox/emit-events.ts';
import { ingressSessions as table } from '../tables.ts';
import type { IngressEvidence } from './evidence.ts';
import { recordIngressEnded, recordIngressStarted } from './record-session.ts';
import { ingressEvent } from './session-events.ts';

/** What LiveKit lists. */
export interface ListedSessions {
  /** Sessions that go on. */
  live: IngressEvidence[];
  ended: IngressEvidence[];
  /** The ingress through which somebody is in a room, whatever LiveKit says of their sessions. */
  present: string[];
}

/**
 * Notes what LiveKit lists and we had not heard of, and closes what two lists in a row lacked, as for rooms.
 * @param listedAt when the list was begun.
 */
export async function compareIngressSessions(
  tx: Transaction,
  listedAt: Date,
  { live, ended, present }: ListedSessions,
): Promise<void> {
  const source = { at: listedAt, isReconciled: true };
  const known = await findEnded(tx, ended.map(({ sessionId }) => sessionId));
  for (const ingress of ended) if (!known.has(ingress.sessionId)) await recordIngressEnded(tx, ingress, source);
  for (const ingress of live) await recordIngressStarted(tx, ingress, source);
  await markSeen(tx, listedAt, present);
  await closeMissing(tx, listedAt);
}

async function findEnded(tx: Transaction, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const isKnown = and(inArray(table.id, ids), isNotNull(table.endedAt));
  const rows = await tx.select({ id: table.id }).from(table).where(isKnown);
  return new Set(rows.map(({ id }) => id));
}

async function markSeen(tx: Transaction, listedAt: Date, present: string[]): Promise<void> {
  if (present.length === 0) return;
  const isOpen = and(isNull(table.endedAt), inArray(table.ingressId, present));
  await tx.update(table).set({ seenAt: listedAt, missingSince: null }).where(and(isOpen, lt(table.seenAt, listedAt)));
}

async function closeMissing(tx: Transaction, listedAt: Date): Promise<void> {
  const isAbsent = and(isNull(table.endedAt), lt(table.seenAt, listedAt));
  const closed = await tx
    .update(table)
    .set({ endedAt: table.seenAt })
    .where(and(isAbsent, lt(table.missingSince, listedAt)))
    .returning();
  await tx.update(table).set({ missingSince: listedAt }).where(and(isAbsent, isNull(table.missingSince)));
  await emitEvents(
    tx,
    closed.map((session) => ingressEvent('ingress_stopped', session, { at: session.seenAt, isReconciled: true })),
  );
}
