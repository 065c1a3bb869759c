import { and, eq, gt, lt, sql } from 'drizzle-orm';
import type { Database, Queryable } from '../../../platform/db/client.ts';
import type { Account } from '../tables.ts';
import { emailVerifications } from './tables.ts';

export async function insertVerification(db: Queryable, hash: string, { id, emailKey }: Account): Promise<void> {
  await db.insert(emailVerifications).values({ hash, accountId: id, emailKey, expiresAt: sql`now() + interval '7 days'` });
}

/** null when it has expired or never was. */
export async function findVerification(db: Queryable, hash: string): Promise<{ accountId: string; emailKey: string } | null> {
  const { accountId, emailKey, expiresAt } = emailVerifications;
  const isIt = and(eq(emailVerifications.hash, hash), gt(expiresAt, sql`now()`));
  const [row] = await db.select({ accountId, emailKey }).from(emailVerifications).where(isIt);
  return row ?? null;
}

export async function deleteExpiredVerifications(db: Database): Promise<void> {
  await db.delete(emailVerifications).where(lt(emailVerifications.expiresAt, sql`now()`));
}
