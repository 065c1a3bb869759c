import { and, desc, eq, gt, inArray, lt, ne, sql } from 'drizzle-orm';
import { newId } from '../../../core/ids.ts';
import { sessionDays } from '../../../http/session-cookie.ts';
import type { Database, Queryable, Transaction } from '../../../platform/db/client.ts';
import { accounts } from '../tables.ts';
import { endAndTell } from '../tell-ended.ts';
import { type Session, sessions } from './tables.ts';

const isValid = gt(sessions.expiresAt, sql`now()`);
const nextEnd = sql`now() + make_interval(days => ${sessionDays}::int)`;
/** The oldest beyond so many end: nobody uses that many browsers. */
const maxPerAccount = 100;

/** The session with this hash and whose it is; `isStale` when its last use was written a minute ago. */
export async function findValidSession(db: Queryable, hash: string) {
  const isStale = sql<boolean>`${sessions.lastSeenAt} < now() - interval '1 minute'`;
  const { id: accountId, workspaceId, isAdmin } = accounts;
  const [row] = await db
    .select({ sessionId: sessions.id, accountId, workspaceId, isAdmin, isStale })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(and(eq(sessions.hash, hash), isValid));
  return row ?? null;
}

/** Of these sessions, those that have not ended. */
export async function findValidSessionIds(db: Queryable, sessionIds: readonly string[]): Promise<string[]> {
  if (sessionIds.length === 0) return [];
  const rows = await db.select({ id: sessions.id }).from(sessions).where(and(inArray(sessions.id, [...sessionIds]), isValid));
  return rows.map(({ id }) => id);
}

export async function prolongSession(db: Queryable, sessionId: string): Promise<void> {
  await db.update(sessions).set({ lastSeenAt: sql`now()`, expiresAt: nextEnd }).where(eq(sessions.id, sessionId));
}

export type NewSession = Pick<typeof sessions.$inferInsert, 'accountId' | 'hash' | 'ip' | 'userAgent'>;

export async function insertSession(db: Queryable, session: NewSession): Promise<void> {
  await db.insert(sessions).values({ id: newId('ses'), ...session, expiresAt: nextEnd });
  const beyond = db
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.accountId, session.accountId))
    .orderBy(desc(sessions.seq))
    .offset(maxPerAccount);
  await endAndTell(db, db.delete(sessions).where(inArray(sessions.id, beyond)).returning({ id: sessions.id }));
}

/** The newest first. */
export async function findSessions(db: Queryable, accountId: string): Promise<Session[]> {
  return db.select().from(sessions).where(and(eq(sessions.accountId, accountId), isValid)).orderBy(desc(sessions.seq));
}

/** Whether there was such a session of this account. */
export async function deleteSession(db: Queryable, accountId: string, sessionId: string): Promise<boolean> {
  const isTheirs = and(eq(sessions.id, sessionId), eq(sessions.accountId, accountId));
  return (await endAndTell(db, db.delete(sessions).where(isTheirs).returning({ id: sessions.id }))) > 0;
}

/** All sessions of an account, or all but one. */
export async function deleteSessions(db: Queryable, accountId: string, exceptId?: string): Promise<void> {
  const others = exceptId === undefined ? undefined : ne(sessions.id, exceptId);
  const isTheirs = and(eq(sessions.accountId, accountId), others);
  await endAndTell(db, db.delete(sessions).where(isTheirs).returning({ id: sessions.id }));
}

export async function deleteExpiredSessions(db: Database): Promise<void> {
  await db.delete(sessions).where(lt(sessions.expiresAt, sql`now()`));
}

/** Whether a session has not been ended; if not, it will not be before the end of the transaction. */
export async function isSessionThere(tx: Transaction, sessionId: string): Promise<boolean> {
  const rows = await tx.select({ id: sessions.id }).from(sessions).where(and(eq(sessions.id, sessionId), isValid)).for('share');
  return rows.length > 0;
}
