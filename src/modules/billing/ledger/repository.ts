import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Money } from '../../../core/money.ts';
import type { Queryable, Transaction } from '../../../platform/db/client.ts';
import { balances, ledgerEntries as entries } from '../tables.ts';

export type Balance = typeof balances.$inferSelect;
export type LedgerEntry = typeof entries.$inferSelect;
export type NewEntry = Omit<typeof entries.$inferInsert, 'createdAt'>;

/** What a workspace has; nothing when nothing ever came in. */
export async function findBalance(db: Queryable, workspaceId: string): Promise<Money> {
  const { amount } = balances;
  const [row] = await db.select({ amount }).from(balances).where(eq(balances.workspaceId, workspaceId));
  return row?.amount ?? 0n;
}

/** Keeps everybody else from changing a balance until this transaction ends. */
export async function lockBalance(tx: Transaction, workspaceId: string): Promise<Balance> {
  const select = () => tx.select().from(balances).where(eq(balances.workspaceId, workspaceId)).for('update');
  const [known] = await select();
  if (known) return known;
  await tx.insert(balances).values({ workspaceId }).onConflictDoNothing();
  const [made] = await select();
  if (!made) throw new Error('The balance was not made.');
  return made;
}

/** Adds an entry under the lock of its balance; null when its cause was entered before. */
export async function insertEntry(tx: Transaction, entry: NewEntry): Promise<LedgerEntry | null> {
  const [row] = await tx.insert(entries).values(entry).onConflictDoNothing({ target: entries.cause }).returning();
  return row ?? null;
}

export async function findEntryByCause(db: Queryable, cause: string): Promise<LedgerEntry | null> {
  const [row] = await db.select().from(entries).where(eq(entries.cause, cause));
  return row ?? null;
}

/** What an entry makes of its balance. Once something has come in, the owner is told anew when it is low. */
export async function updateBalance(tx: Transaction, entry: LedgerEntry): Promise<void> {
  const { workspaceId, number, amount, balanceAfter } = entry;
  await tx
    .update(balances)
    .set({ amount: balanceAfter, entries: number, ...(amount > 0n ? { isLowTold: false } : {}) })
    .where(eq(balances.workspaceId, workspaceId));
}

/** False when the owner was told already. */
export async function markLowTold(tx: Transaction, workspaceId: string): Promise<boolean> {
  const rows = await tx
    .update(balances)
    .set({ isLowTold: true })
    .where(and(eq(balances.workspaceId, workspaceId), eq(balances.isLowTold, false)))
    .returning({ workspaceId: balances.workspaceId });
  return rows.length > 0;
}

/** The newest first, from below the number `before`. */
export async function findEntries(
  db: Queryable,
  workspaceId: string,
  before: number | null,
  limit: number,
): Promise<LedgerEntry[]> {
  const isBefore = before === null ? undefined : lt(entries.number, sql`least(${before}::bigint, 2147483647)::int`);
  return db
    .select()
    .from(entries)
    .where(and(eq(entries.workspaceId, workspaceId), isBefore))
    .orderBy(desc(entries.number))
    .limit(limit);
}
