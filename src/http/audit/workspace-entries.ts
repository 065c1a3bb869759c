import { eq, sql } from 'drizzle-orm';
import { readPages } from '../../core/read-pages.ts';
import type { Database } from '../../platform/db/client.ts';
import { daysAgo, deleteInBatches } from '../../platform/db/delete-in-batches.ts';
import { type AuditEntry, selectEntries } from './store.ts';
import { auditEntries as table } from './tables.ts';

/** All that was changed in a workspace, newest first. */
export async function* readAuditEntries(db: Database, workspaceId: string): AsyncGenerator<object> {
  const find = async (after: AuditEntry | null, limit: number): Promise<AuditEntry[]> =>
    selectEntries(db, workspaceId, limit, after?.id ?? null);
  for await (const { id, ...entry } of readPages<AuditEntry>(find)) yield { id: String(id), ...entry };
}

/** @returns that nothing is left. */
export async function removeAuditEntries(db: Database, workspaceId: string): Promise<boolean> {
  await deleteInBatches(db, table, eq(table.workspaceId, workspaceId));
  return true;
}

/** Forgets what was changed so many days ago. */
export async function forgetAuditEntries(db: Database, days: number): Promise<void> {
  await deleteInBatches(db, table, sql`${table.at} < ${daysAgo(days)}`);
}
