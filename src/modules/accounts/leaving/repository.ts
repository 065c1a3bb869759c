import { asc, eq, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '../../../platform/db/client.ts';
import type { AccountSubject } from '../deps.ts';
import { accounts } from '../tables.ts';
import { workspaceDeletions as table } from './tables.ts';

/** The PostgreSQL channel that says, after the commit, that there is a workspace to be emptied. */
export const deletionsChannel = 'plenum_workspace_deletions';

/** What was let in by a process that had not heard of the deletion yet has ended after so many seconds. */
const settledAfterSeconds = 60;

export interface WorkspaceDeletion extends AccountSubject {
  /** Nobody adds anything to the workspace any more. */
  isSettled: boolean;
}

export async function insertDeletion(tx: Transaction, { accountId, workspaceId }: AccountSubject): Promise<void> {
  await tx.insert(table).values({ workspaceId, accountId });
  await tx.execute(sql`select pg_notify(${deletionsChannel}, '')`);
}

/** The oldest first. */
export async function findDeletions(db: Queryable, limit: number): Promise<WorkspaceDeletion[]> {
  const { workspaceId, accountId, requestedAt } = table;
  const isSettled = sql<boolean>`${requestedAt} < now() - ${settledAfterSeconds}::int * interval '1 second'`;
  return db.select({ workspaceId, accountId, isSettled }).from(table).orderBy(asc(requestedAt)).limit(limit);
}

export async function removeDeletion(db: Queryable, workspaceId: string): Promise<void> {
  await db.delete(table).where(eq(table.workspaceId, workspaceId));
}

/** The ids of all administrators, held until the end of the transaction, so that of the last two only one leaves. */
export async function lockAdmins(tx: Transaction): Promise<string[]> {
  const rows = await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.isAdmin, true)).orderBy(asc(accounts.id)).for('update');
  return rows.map(({ id }) => id);
}

export async function removeAccount(tx: Transaction, accountId: string): Promise<void> {
  await tx.delete(accounts).where(eq(accounts.id, accountId));
}
