import { forbidden } from '../../core/errors.ts';
import type { Transaction } from '../../platform/db/client.ts';
import { createCompany } from './companies/create-company.ts';
import { requireInvited } from './companies/invited-company.ts';
import { insertMembership } from './companies/repository.ts';
import { createAccount } from './create-account.ts';
import type { AccountsDeps } from './deps.ts';
import { makeKey } from './keys/make-key.ts';
import { insertWorkspace, updateAccount } from './repository.ts';
import { beginSession, type Visitor } from './sessions/begin-session.ts';
import type { Account } from './tables.ts';
import { mailWelcome } from './verification/mail-welcome.ts';

export interface Registration {
  email: string;
  password: string;
  username: string | null;
  /** Of the company to make; null for a personal account. */
  companyName: string | null;
  /** Of the company to join. */
  inviteCode: string | null;
}

/** What a new account is told once. */
export interface Registered {
  account: Account;
  apiKey: string;
  /** Of the company that was made with it. */
  inviteCode: string | null;
  sessionSecret: string;
}

/** Makes an account with a workspace, a key and a session; all of it or nothing. */
export async function register(
  deps: AccountsDeps,
  person: Registration,
  visitor: Visitor,
): Promise<Registered> {
  const { db, passwords, registration } = deps;
  if (registration === 'off') throw forbidden('Nobody can register here.');
  if (registration === 'invite' && person.inviteCode === null) throw forbidden('One needs an invite code to register here.');
  const passwordHash = await passwords.hash(person.password);
  return db.transaction(async (tx) => {
    const { account, inviteCode } = await open(tx, person, passwordHash);
    const { id: accountId, workspaceId } = account;
    const { secret: apiKey } = await makeKey(tx, { workspaceId, accountId, label: 'First key' });
    const sessionSecret = await beginSession(tx, accountId, visitor);
    await mailWelcome(tx, deps, account);
    return { account, apiKey, inviteCode, sessionSecret };
  });
}

async function open(tx: Transaction, { email, username, companyName, inviteCode }: Registration, passwordHash: string) {
  const ownWorkspaceId = await insertWorkspace(tx);
  const accountType = companyName === null ? 'personal' : 'company';
  const account = await createAccount(tx, { email, username, passwordHash, accountType, ownWorkspaceId });
  if (companyName !== null) return { account, inviteCode: await createCompany(tx, account, companyName) };
  if (inviteCode === null) return { account, inviteCode: null };
  return { account: await joinInvited(tx, account, inviteCode), inviteCode: null };
}

async function joinInvited(tx: Transaction, account: Account, inviteCode: string): Promise<Account> {
  const company = await requireInvited(tx, inviteCode);
  await insertMembership(tx, { accountId: account.id, companyId: company.id, role: 'member' });
  await updateAccount(tx, account.id, { workspaceId: company.workspaceId });
  return { ...account, workspaceId: company.workspaceId };
}
