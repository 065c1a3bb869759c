import { and, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '../../../platform/db/client.ts';
import { compositions } from '../tables.ts';

/**
 * Notes that an egress has left its room. One that ends tells so itself in the next moment; one that was killed does
 * not, and is found out by the next list.
 */
export async function suspectEgress(tx: Transaction, egressId: string, at: Date): Promise<void> {
  const { engine, state, missingSince } = compositions;
  const isRunning = and(eq(compositions.egressId, egressId), eq(engine, 'egress'), eq(state, 'active'));
  await tx.update(compositions).set({ missingSince: at }).where(and(isRunning, isNull(missingSince)));
}
