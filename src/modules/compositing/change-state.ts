import { and, eq, inArray } from 'drizzle-orm';
import type { CompositingDeps } from './deps.ts';
import { type Composition, compositions, type CompositionState } from './tables.ts';

/** The state that it comes to, and what is known of it then. */
export type Change = Partial<Omit<Composition, 'id' | 'state'>> & { state: CompositionState };

interface Step {
  id: string;
  /** Only while this recorder holds it; whoever else took it over meanwhile decides. */
  holder: string;
  from: CompositionState[];
}

/** Moves a composition on, and in the same transaction what it is made for; null when it is no longer ours or there. */
export async function changeState(deps: CompositingDeps, step: Step, change: Change): Promise<Composition | null> {
  return deps.db.transaction(async (tx) => {
    const isOurs = and(
      eq(compositions.id, step.id),
      eq(compositions.holder, step.holder),
      inArray(compositions.state, step.from),
    );
    const [row] = await tx.update(compositions).set(change).where(isOurs).returning();
    if (!row) return null;
    await deps.listener.changed(tx, row);
    return row;
  });
}
