import { sql } from 'drizzle-orm';
import { newId } from '../../core/ids.ts';
import { AppError } from '../../core/errors.ts';
import type { Transaction } from '../../platform/db/client.ts';
import { hasRecorder } from './recorders.ts';
import { type Composition, compositions } from './tables.ts';

/** The PostgreSQL channel that says, after the commit, that there is something for a recorder to do. */
export const compositionsChannel = 'plenum_compositions';

export type CompositionRequest = Pick<Composition, 'kind' | 'workspaceId' | 'roomId' | 'picture' | 'objectName'>;

/**
 * Asks for a room to be drawn, in the transaction of what it is drawn for. A recorder takes it after the commit. Throws a
 * 503 while none is there.
 */
export async function requestComposition(tx: Transaction, request: CompositionRequest): Promise<Composition> {
  if (!(await hasRecorder(tx))) {
    throw new AppError('recording-unavailable', 'No recorder is running, or all of them are busy. Try again later.');
  }
  const id = newId('cm');
  const row = { ...request, id, engine: 'browser' as const, egressId: newId('EG') };
  const [composition] = await tx.insert(compositions).values(row).returning();
  await tx.execute(sql`select pg_notify(${compositionsChannel}, ${id})`);
  return composition as Composition;
}
