import { and, eq, or, sql } from 'drizzle-orm';
import type { Transaction } from '../../../platform/db/client.ts';
import type { CompositionListener } from '../deps.ts';
import { compositionTargets as table, type Composition } from '../tables.ts';
import type { Target } from './find-targets.ts';

export type TargetChange = Pick<Target, 'position' | 'status' | 'error'>;

/**
 * Writes down how targets are doing, and tells whom the composition is made for when that is news. The caller holds the
 * lock of the composition's row, so that no two write at once.
 */
export async function changeTargets(
  tx: Transaction,
  listener: CompositionListener,
  composition: Composition,
  changes: readonly TargetChange[],
): Promise<void> {
  let hasChanged = false;
  for (const { position, status, error } of changes) {
    const isIt = and(eq(table.compositionId, composition.id), eq(table.position, position));
    const isNews = or(sql`${table.status} <> ${status}`, sql`${table.error} is distinct from ${error}`);
    const rows = await tx.update(table).set({ status, error }).where(and(isIt, isNews)).returning({ position: table.position });
    hasChanged ||= rows.length > 0;
  }
  if (hasChanged) await listener.targetsChanged(tx, composition);
}
