import { and, eq, inArray } from 'drizzle-orm';
import type { Database, Transaction } from '../../platform/db/client.ts';
import { requestStop } from './request-stop.ts';
import { type CompositionState, compositions, compositionTargets } from './tables.ts';

const ended: CompositionState[] = ['done', 'failed'];

/** Stops what draws the rooms of a workspace and forgets what has ended. @returns false while one still ends. */
export async function removeCompositions(db: Database, workspaceId: string): Promise<boolean> {
  const { id, state } = compositions;
  const rows = await db.select({ id, state }).from(compositions).where(eq(compositions.workspaceId, workspaceId));
  const open = rows.filter((row) => !ended.includes(row.state));
  for (const row of open) await requestStop(db, row.id);
  await db.transaction((tx) => removeEnded(tx, workspaceId));
  return open.length === 0;
}

async function removeEnded(tx: Transaction, workspaceId: string): Promise<void> {
  const removed = await tx
    .delete(compositions)
    .where(and(eq(compositions.workspaceId, workspaceId), inArray(compositions.state, ended)))
    .returning({ id: compositions.id });
  const ids = removed.map(({ id }) => id);
  if (ids.length > 0) await tx.delete(compositionTargets).where(inArray(compositionTargets.compositionId, ids));
}
