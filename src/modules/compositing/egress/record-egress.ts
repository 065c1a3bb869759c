import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '../../../platform/db/client.ts';
import type { CompositingDeps } from '../deps.ts';
import { compositionsChannel } from '../request-composition.ts';
import { type Composition, compositions } from '../tables.ts';
import type { EgressEvidence } from './evidence.ts';

type Change = Partial<Omit<Composition, 'id'>>;

/** Changes a composition in the transaction that holds its row, and what it is made for. */
export async function change(
  tx: Transaction,
  { listener }: Pick<CompositingDeps, 'listener'>,
  id: string,
  what: Change,
): Promise<Composition> {
  const [row] = await tx.update(compositions).set(what).where(eq(compositions.id, id)).returning();
  if (!row) throw new Error(`There is no composition ${id}.`);
  await listener.changed(tx, row);
  return row;
}

/** A composition, locked until the transaction ends; null when it has ended or another engine has it. */
export async function lockOpen(tx: Transaction, id: string): Promise<Composition | null> {
  const [row] = await tx.select().from(compositions).where(eq(compositions.id, id)).for('update');
  if (!row || row.engine !== 'egress' || row.state === 'done' || row.state === 'failed') return null;
  return row;
}

/**
 * Notes how an egress is doing. What comes twice, late or in another order changes nothing: a composition only moves
 * on, and takes every step in between. Of its own egress alone: one that still waits takes the first that is told.
 * @returns false for an egress that no composition waits for.
 */
export async function recordEgress(
  tx: Transaction,
  deps: Pick<CompositingDeps, 'listener'>,
  evidence: EgressEvidence,
): Promise<boolean> {
  let row = await lockOpen(tx, evidence.compositionId);
  if (!row || (row.state !== 'waiting' && row.egressId !== evidence.egressId)) return false;
  for (let step = nextStep(row, evidence); step !== null; step = nextStep(row, evidence)) {
    row = await change(tx, deps, row.id, { ...step, missingSince: null });
  }
  // Whoever deals with ends and stops looks at once.
  if (row.egressEnd || row.stopRequestedAt) await tx.execute(sql`select pg_notify(${compositionsChannel}, ${row.id})`);
  return true;
}

/** What to change next; null when the composition is as far as the evidence. */
function nextStep(row: Composition, { phase, egressId, startedAt, endedAt, end }: EgressEvidence): Change | null {
  if (row.state === 'waiting') return { state: 'starting', egressId };
  const hasBegun = phase === 'active' || startedAt !== null;
  if (row.state === 'starting' && hasBegun) return { state: 'active', startedAt: startedAt ?? new Date() };
  if (row.state === 'active' && (phase === 'ending' || phase === 'ended')) {
    return { state: 'finishing', stoppedAt: endedAt ?? new Date() };
  }
  // One that ends before it has begun waits for the decision whether another engine takes its place.
  if (row.egressEnd === null && end !== null) return { egressEnd: end, isInterrupted: end.error !== null };
  return null;
}
