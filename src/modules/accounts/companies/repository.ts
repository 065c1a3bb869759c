import { and, asc, eq, gt } from 'drizzle-orm';
import { hashSecret } from '../../../core/hash-secret.ts';
import { newId } from '../../../core/ids.ts';
import type { Queryable, Transaction } from '../../../platform/db/client.ts';
import { accounts } from '../tables.ts';
import { companies, type Company, type CompanyRole, memberships } from './tables.ts';

/** Returns the new company's id. */
export async function insertCompany(db: Queryable, company: Omit<typeof companies.$inferInsert, 'id'>): Promise<string> {
  const id = newId('co');
  await db.insert(companies).values({ id, ...company });
  return id;
}

/** Holds the company until the end of the transaction, so that its code is not replaced meanwhile. */
export async function findCompanyByInvite(tx: Transaction, inviteCode: string): Promise<Company | null> {
  const [row] = await tx.select().from(companies).where(eq(companies.inviteCodeHash, hashSecret(inviteCode))).for('share');
  return row ?? null;
}

export async function setInviteCodeHash(db: Queryable, companyId: string, inviteCodeHash: string): Promise<void> {
  await db.update(companies).set({ inviteCodeHash }).where(eq(companies.id, companyId));
}

/** False when the account is in a company already. */
export async function insertMembership(
  db: Queryable,
  membership: Pick<typeof memberships.$inferInsert, 'accountId' | 'companyId' | 'role'>,
): Promise<boolean> {
  const rows = await db.insert(memberships).values(membership).onConflictDoNothing().returning({ id: memberships.accountId });
  return rows.length > 0;
}

export interface Membership {
  companyId: string;
  companyName: string;
  /** Of the company. */
  workspaceId: string;
  role: CompanyRole;
}

/** The company that an account is in. */
export async function findMembership(db: Queryable, accountId: string): Promise<Membership | null> {
  const [row] = await db
    .select({
      companyId: companies.id,
      companyName: companies.name,
      workspaceId: companies.workspaceId,
      role: memberships.role,
    })
    .from(memberships)
    .innerJoin(companies, eq(companies.id, memberships.companyId))
    .where(eq(memberships.accountId, accountId));
  return row ?? null;
}

export type Member = Awaited<ReturnType<typeof findMembers>>[number];

/** In the order in which they joined, from after `afterSeq` on. */
export async function findMembers(db: Queryable, companyId: string, afterSeq: number, limit: number) {
  const { seq, role, joinedAt } = memberships;
  return db
    .select({ id: accounts.id, email: accounts.email, role, joinedAt, seq })
    .from(memberships)
    .innerJoin(accounts, eq(accounts.id, memberships.accountId))
    .where(and(eq(memberships.companyId, companyId), gt(seq, afterSeq)))
    .orderBy(asc(seq))
    .limit(limit);
}

export async function deleteMembership(db: Queryable, accountId: string): Promise<void> {
  await db.delete(memberships).where(eq(memberships.accountId, accountId));
}

/** Whether a company has no other member than its owner; nobody joins before the end of the transaction. */
export async function isAlone(tx: Transaction, companyId: string): Promise<boolean> {
  await tx.select({ id: companies.id }).from(companies).where(eq(companies.id, companyId)).for('update');
  const rows = await tx.select({ id: memberships.accountId }).from(memberships).where(eq(memberships.companyId, companyId)).limit(2);
  return rows.length === 1;
}

/** With its memberships. */
export async function deleteCompany(db: Queryable, companyId: string): Promise<void> {
  await db.delete(companies).where(eq(companies.id, companyId));
}
