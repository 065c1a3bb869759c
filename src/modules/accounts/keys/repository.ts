import { and, asc, eq, gt, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import { newId } from '../../../core/ids.ts';
import type { Queryable, Transaction } from '../../../platform/db/client.ts';
import { accounts } from '../tables.ts';
import { endAndTell } from '../tell-ended.ts';
import { type ApiKey, apiKeys } from './tables.ts';

const isUnrevoked = isNull(apiKeys.revokedAt);
const isValid = and(isUnrevoked, or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, sql`now()`)));

/** The key with this hash, unless it has expired or was revoked; `isStale` when its last use was written a minute ago. */
export async function findValidKey(db: Queryable, hash: string) {
  const { id, workspaceId, scopes, expiresAt, accountId, isFromEnvironment, lastUsedAt } = apiKeys;
  const isStale = sql<boolean>`coalesce(${lastUsedAt} < now() - interval '1 minute', true)`;
  const [row] = await db
    .select({ id, workspaceId, scopes, expiresAt, accountId, isFromEnvironment, isStale, isAdmin: accounts.isAdmin })
    .from(apiKeys)
    .leftJoin(accounts, eq(accounts.id, apiKeys.accountId))
    .where(and(eq(apiKeys.hash, hash), isValid));
  return row ?? null;
}

/** Of these keys, those that have neither expired nor been revoked. */
export async function findValidKeyIds(db: Queryable, keyIds: readonly string[]): Promise<string[]> {
  if (keyIds.length === 0) return [];
  const rows = await db.select({ id: apiKeys.id }).from(apiKeys).where(and(inArray(apiKeys.id, [...keyIds]), isValid));
  return rows.map(({ id }) => id);
}

export async function markUsed(db: Queryable, keyId: string): Promise<void> {
  await db.update(apiKeys).set({ lastUsedAt: sql`now()` }).where(eq(apiKeys.id, keyId));
}

export type NewKey = Pick<
  typeof apiKeys.$inferInsert,
  'workspaceId' | 'accountId' | 'hash' | 'prefix' | 'label' | 'scopes' | 'expiresAt'
>;

export async function insertKey(db: Queryable, key: NewKey): Promise<ApiKey> {
  const [row] = await db.insert(apiKeys).values({ id: newId('key'), ...key }).returning();
  if (!row) throw new Error('No row came back.');
  return row;
}

/** Makes this the only key from the environment: the one of an earlier PLENUM_API_KEY ends. */
export async function replaceEnvironmentKey(db: Queryable, key: NewKey): Promise<void> {
  await db
    .insert(apiKeys)
    .values({ id: newId('key'), ...key, isFromEnvironment: true })
    .onConflictDoUpdate({ target: apiKeys.hash, set: { revokedAt: null, accountId: key.accountId } });
  await revoke(db, and(eq(apiKeys.isFromEnvironment, true), ne(apiKeys.hash, key.hash), isUnrevoked));
}

/** In the order in which they were made, from after `afterSeq` on; without those that were revoked. */
export async function findKeys(db: Queryable, workspaceId: string, afterSeq: number, limit: number): Promise<ApiKey[]> {
  return db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.workspaceId, workspaceId), isUnrevoked, gt(apiKeys.seq, afterSeq)))
    .orderBy(asc(apiKeys.seq))
    .limit(limit);
}

const isAt = (workspaceId: string, keyId: string) => and(eq(apiKeys.id, keyId), eq(apiKeys.workspaceId, workspaceId), isUnrevoked);

/** A key that was not revoked, held until the end of the transaction; another workspace's is not found. */
export async function lockKey(tx: Transaction, workspaceId: string, keyId: string): Promise<ApiKey | null> {
  const [row] = await tx.select().from(apiKeys).where(isAt(workspaceId, keyId)).for('update');
  return row ?? null;
}

export async function revokeKey(db: Queryable, keyId: string): Promise<void> {
  await revoke(db, eq(apiKeys.id, keyId));
}

/** All keys of a workspace, or those that come from one account. */
export async function revokeKeys(db: Queryable, workspaceId: string, accountId?: string): Promise<void> {
  const isTheirs = accountId === undefined ? undefined : eq(apiKeys.accountId, accountId);
  await revoke(db, and(eq(apiKeys.workspaceId, workspaceId), isTheirs, isUnrevoked));
}

async function revoke(db: Queryable, which: SQL | undefined): Promise<void> {
  await endAndTell(db, db.update(apiKeys).set({ revokedAt: sql`now()` }).where(which).returning({ id: apiKeys.id }));
}

/** All keys of a workspace, with what tells of them. */
export async function deleteKeys(db: Queryable, workspaceId: string): Promise<void> {
  await endAndTell(db, db.delete(apiKeys).where(eq(apiKeys.workspaceId, workspaceId)).returning({ id: apiKeys.id }));
}
