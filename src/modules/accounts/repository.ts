import { asc, eq, gt, or } from 'drizzle-orm';
import { newId } from '../../core/ids.ts';
import type { Queryable, Transaction } from '../../platform/db/client.ts';
import { type Account, accounts, workspaces } from './tables.ts';

/** The id of the first administrator's workspace, which is made when it is not there yet, and held until the end. */
export async function ensureFirstWorkspace(tx: Transaction): Promise<string> {
  await tx.insert(workspaces).values({ id: newId('ws'), isFirst: true }).onConflictDoNothing();
  const [row] = await tx.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.isFirst, true)).for('update');
  if (!row) throw new Error('The first workspace is missing.');
  return row.id;
}

export async function insertWorkspace(db: Queryable): Promise<string> {
  const id = newId('ws');
  await db.insert(workspaces).values({ id });
  return id;
}

export async function isFirstWorkspace(db: Queryable, workspaceId: string): Promise<boolean> {
  const [row] = await db.select({ isFirst: workspaces.isFirst }).from(workspaces).where(eq(workspaces.id, workspaceId));
  return row?.isFirst ?? false;
}

export type NewAccount = Omit<typeof accounts.$inferInsert, 'id' | 'emailKey' | 'usernameKey' | 'seq' | 'createdAt'>;

/** null when the address, the name or the call id is another account's. */
export async function insertAccount(db: Queryable, account: NewAccount): Promise<Account | null> {
  const keys = { emailKey: account.email.toLowerCase(), usernameKey: account.username?.toLowerCase() ?? null };
  const [row] = await db.insert(accounts).values({ id: newId('acc'), ...account, ...keys }).onConflictDoNothing().returning();
  return row ?? null;
}

/** Whether this address or name is taken, in any spelling. */
export async function isTaken(db: Queryable, { email, username }: Pick<NewAccount, 'email' | 'username'>): Promise<boolean> {
  const sameName = username ? eq(accounts.usernameKey, username.toLowerCase()) : undefined;
  const rows = await db.select({ id: accounts.id }).from(accounts).where(or(eq(accounts.emailKey, email.toLowerCase()), sameName));
  return rows.length > 0;
}

/** By e-mail address or username, in any spelling: only an address has an `@`. */
export async function findAccountByName(db: Queryable, name: string): Promise<Account | null> {
  const column = name.includes('@') ? accounts.emailKey : accounts.usernameKey;
  const [row] = await db.select().from(accounts).where(eq(column, name.toLowerCase()));
  return row ?? null;
}

export async function findAccount(db: Queryable, accountId: string): Promise<Account | null> {
  const [row] = await db.select().from(accounts).where(eq(accounts.id, accountId));
  return row ?? null;
}

/** In the order in which they were made, from after `afterSeq` on. */
export async function findAccounts(db: Queryable, afterSeq: number, limit: number): Promise<Account[]> {
  return db.select().from(accounts).where(gt(accounts.seq, afterSeq)).orderBy(asc(accounts.seq)).limit(limit);
}

/** The account whose own workspace this is: a company's is its owner's. */
export async function findWorkspaceOwner(db: Queryable, workspaceId: string): Promise<Account | null> {
  const [row] = await db.select().from(accounts).where(eq(accounts.ownWorkspaceId, workspaceId));
  return row ?? null;
}

/** Holds an account until the end of the transaction, so that its sessions and keys neither begin nor end meanwhile. */
export async function lockAccount(tx: Transaction, accountId: string, strength: 'update' | 'share' = 'update'): Promise<Account | null> {
  const [row] = await tx.select().from(accounts).where(eq(accounts.id, accountId)).for(strength);
  return row ?? null;
}

export type AccountChange = Partial<
  Pick<Account, 'email' | 'emailKey' | 'passwordHash' | 'passwordSettingHash' | 'workspaceId' | 'emailVerifiedAt'>
>;

export async function updateAccount(db: Queryable, accountId: string, change: AccountChange): Promise<void> {
  await db.update(accounts).set(change).where(eq(accounts.id, accountId));
}
