import { sql } from 'drizzle-orm';
import { newId } from '../../../core/ids.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import type { EgressDeps } from '../deps.ts';
import { findRecorder } from '../recorders.ts';
import { compositionsChannel } from '../request-composition.ts';
import type { Composition } from '../tables.ts';
import { change } from './record-egress.ts';

/**
 * Gives up an egress that has not begun: one of our own recorders takes its place where it may and somebody is left to
 * record; else the composition has failed. The caller holds the row, and nothing was recorded.
 */
export async function giveUpEgress(
  tx: Transaction,
  deps: Pick<EgressDeps, 'listener' | 'choice'>,
  { id, stopRequestedAt }: Composition,
  { error, isSomebodyThere }: { error: string; isSomebodyThere: boolean },
): Promise<Composition> {
  const isWanted = deps.choice === 'auto' && isSomebodyThere && stopRequestedAt === null;
  if (!isWanted || (await findRecorder(tx)) !== 'free') return change(tx, deps, id, { state: 'failed', error, ...nobody });
  const fresh = { egressId: newId('EG'), waitingSince: new Date(), egressEnd: null, missingSince: null };
  const composition = await change(tx, deps, id, {
    engine: 'browser',
    state: 'waiting',
    isInterrupted: false,
    ...fresh,
    ...nobody,
  });
  await tx.execute(sql`select pg_notify(${compositionsChannel}, ${id})`);
  return composition;
}

const nobody = { holder: null, leaseUntil: null };
