import { and, eq, gt, isNull, ne, or, sql } from 'drizzle-orm';
import { newId } from '../../core/ids.ts';
import type { Queryable } from '../../platform/db/client.ts';
import { apiKeys, workspaces } from './tables.ts';

/** The key with this hash, unless it has expired or was revoked. */
export async function findValidKey(db: Queryable, hash: string) {
  const isValid = and(isNull(apiKeys.revokedAt), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, sql`now()`)));
  const [row] = await db
    .select({ id: apiKeys.id, workspaceId: apiKeys.workspaceId, scopes: apiKeys.scopes })
    .from(apiKeys)
    .where(and(eq(apiKeys.hash, hash), isValid));
  return row ?? null;
}

/** The id of the first administrator's workspace, which is made when it is not there yet. */
export async function ensureFirstWorkspace(db: Queryable): Promise<string> {
  await db.insert(workspaces).values({ id: newId('ws'), isFirst: true }).onConflictDoNothing();
  const [row] = await db.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.isFirst, true));
  if (!row) throw new Error('The first workspace is missing.');
  return row.id;
}

export async function insertWorkspace(db: Queryable): Promise<string> {
  const id = newId('ws');
  await db.insert(workspaces).values({ id });
  return id;
}

export type NewKey = Pick<typeof apiKeys.$inferInsert, 'workspaceId' | 'hash' | 'prefix' | 'label' | 'scopes' | 'expiresAt'>;

export async function insertKey(db: Queryable, key: NewKey): Promise<string> {
  const id = newId('key');
  await db.insert(apiKeys).values({ id, ...key });
  return id;
}

/** Makes this the only key from the environment: the one of an earlier PLENUM_API_KEY ends. */
export async function replaceEnvironmentKey(db: Queryable, key: NewKey): Promise<void> {
  await db
    .insert(apiKeys)
    .values({ id: newId('key'), ...key, isFromEnvironment: true })
    .onConflictDoUpdate({ target: apiKeys.hash, set: { revokedAt: null } });
  await db
    .update(apiKeys)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(apiKeys.isFromEnvironment, true), ne(apiKeys.hash, key.hash), isNull(apiKeys.revokedAt)));
}
