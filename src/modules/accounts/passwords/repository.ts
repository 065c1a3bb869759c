import { and, eq, gt, lt, sql } from 'drizzle-orm';
import type { Database, Queryable } from '../../../platform/db/client.ts';
import { passwordResets } from './tables.ts';

const isValid = gt(passwordResets.expiresAt, sql`now()`);

export async function insertReset(db: Queryable, hash: string, accountId: string): Promise<void> {
  await db.insert(passwordResets).values({ hash, accountId, expiresAt: sql`now() + interval '1 hour'` });
}

/** The account whose password this sets; null when it was used, has expired or never was. */
export async function findReset(db: Queryable, hash: string): Promise<string | null> {
  const [row] = await db.select({ accountId: passwordResets.accountId }).from(passwordResets).where(and(eq(passwordResets.hash, hash), isValid));
  return row?.accountId ?? null;
}

/** Uses it up; of two who do so at once the other gets false. */
export async function takeReset(db: Queryable, hash: string): Promise<boolean> {
  const taken = await db
    .delete(passwordResets)
    .where(and(eq(passwordResets.hash, hash), isValid))
    .returning({ hash: passwordResets.hash });
  return taken.length > 0;
}

export async function deleteResets(db: Queryable, accountId: string): Promise<void> {
  await db.delete(passwordResets).where(eq(passwordResets.accountId, accountId));
}

export async function deleteExpiredResets(db: Database): Promise<void> {
  await db.delete(passwordResets).where(lt(passwordResets.expiresAt, sql`now()`));
}
