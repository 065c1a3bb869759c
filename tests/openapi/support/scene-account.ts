import { randomText } from '../../../src/core/ids.ts';
import { createAccount } from '../../../src/modules/accounts/create-account.ts';
import { createCompany } from '../../../src/modules/accounts/companies/create-company.ts';
import { hashSecret } from '../../../src/core/hash-secret.ts';
import { insertReset } from '../../../src/modules/accounts/passwords/repository.ts';
import { makeKey } from '../../../src/modules/accounts/keys/make-key.ts';
import { createPasswords } from '../../../src/modules/accounts/passwords/passwords.ts';
import { findMembership, insertMembership } from '../../../src/modules/accounts/companies/repository.ts';
import { insertWorkspace, updateAccount } from '../../../src/modules/accounts/repository.ts';
import { beginSession } from '../../../src/modules/accounts/sessions/begin-session.ts';
import { findSessions } from '../../../src/modules/accounts/sessions/repository.ts';
import { insertVerification } from '../../../src/modules/accounts/verification/repository.ts';
import { connectDatabase, type Database, type Transaction } from '../../../src/platform/db/client.ts';
import { type Client, createClient } from '../../support/client.ts';
import type { TestServer } from '../../support/server.ts';

export const scenePassword = 'as good as any';
let passwordHash: Promise<string> | undefined;

/** An administrator who is logged in, owns a company with a member, and speaks for the scene's workspace. */
export interface SceneAccount {
  id: string;
  email: string;
  /** What the cookie holds. */
  session: string;
  /** Another session of the same account. */
  otherSessionId: string;
  memberId: string;
  inviteCode: string;
  /** An account that speaks for a workspace of its own. */
  elsewhereId: string;
  /** A key of the workspace. */
  keyId: string;
  /** A token that sets the password of somebody else, once. */
  addReset(): Promise<string>;
  /** A token that proves the address of somebody else. */
  addVerification(): Promise<string>;
  /** A session of somebody new in the same workspace, without a company. */
  addSession(): Promise<string>;
  /** The address of somebody new. */
  addEmail(): Promise<string>;
  /** All that an outsider's call must leave as it is. */
  read(): Promise<unknown>;
}

/** Beside the API, since nobody can register into a workspace that is there already. */
export async function createSceneAccount(server: TestServer, workspaceId: string): Promise<SceneAccount> {
  return inTransaction(server, async (tx) => {
    const owner = await addAccount(tx, workspaceId, true);
    const inviteCode = await createCompany(tx, owner, 'Company of the scene');
    const { companyId = '' } = (await findMembership(tx, owner.id)) ?? {};
    const member = await addAccount(tx, workspaceId);
    await insertMembership(tx, { accountId: member.id, companyId, role: 'member' });
    const { id: elsewhereId } = await addAccount(tx, await insertWorkspace(tx));
    await beginSession(tx, owner.id, { ip: null, userAgent: 'as it was' });
    const [other] = await findSessions(tx, owner.id);
    const { id, email, sessionSecret: session } = owner;
    const otherSessionId = other?.id ?? '';
    const { row: key } = await makeKey(tx, { workspaceId, accountId: id, label: 'as it was' });
    return {
      ...{ id, email, session, otherSessionId, memberId: member.id, inviteCode, elsewhereId, keyId: key.id },
      addReset: () => addReset(server, workspaceId),
      addVerification: () => addVerification(server, workspaceId),
      addSession: () => addSession(server, workspaceId),
      addEmail: () => inTransaction(server, async (inner) => (await addAccount(inner, workspaceId)).email),
      read: () => readAccount(asBrowser(server, session), key.id),
    };
  });
}

/** A new administrator in this workspace. */
export async function addAdmin(db: Database, workspaceId: string): Promise<string> {
  return (await db.transaction((tx) => addAccount(tx, workspaceId, true))).id;
}

/** The session of a new account that speaks for this workspace. */
export async function addSession(server: TestServer, workspaceId: string): Promise<string> {
  return inTransaction(server, async (tx) => (await addAccount(tx, workspaceId)).sessionSecret);
}

async function addReset(server: TestServer, workspaceId: string): Promise<string> {
  return inTransaction(server, async (tx) => {
    const token = randomText(40);
    await insertReset(tx, hashSecret(token), (await addAccount(tx, workspaceId)).id);
    return token;
  });
}

async function addVerification(server: TestServer, workspaceId: string): Promise<string> {
  return inTransaction(server, async (tx) => {
    const token = randomText(40);
    await insertVerification(tx, hashSecret(token), await addAccount(tx, workspaceId));
    return token;
  });
}

async function inTransaction<T>(server: TestServer, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const { db, close } = connectDatabase(server.env['DATABASE_URL'] ?? '');
  try {
    return await db.transaction(work);
  } finally {
    await close();
  }
}

async function addAccount(tx: Transaction, workspaceId: string, isAdmin = false) {
  passwordHash ??= createPasswords().hash(scenePassword);
  const ownWorkspaceId = await insertWorkspace(tx);
  const email = `${randomText(20)}@example.com`;
  const account = await createAccount(tx, { email, passwordHash: await passwordHash, accountType: 'personal', ownWorkspaceId, isAdmin });
  await updateAccount(tx, account.id, { workspaceId });
  return { ...account, sessionSecret: await beginSession(tx, account.id, { ip: null, userAgent: null }) };
}

/** Who holds this session, on a page of the server. */
export function cookieOf(server: TestServer, session: string): Record<string, string> {
  return { cookie: `plenum_session=${session}`, origin: server.env['PUBLIC_URL'] ?? '' };
}

function asBrowser(server: TestServer, session: string): Client {
  return createClient(server, cookieOf(server, session));
}

async function readAccount(browser: Client, keyId: string): Promise<unknown> {
  const { body: me } = await browser.call('GET', '/v1/auth/me');
  const { body: company } = await browser.call('GET', '/v1/company/members');
  const { body: own } = await browser.call<{ sessions: { id: string }[] }>('GET', '/v1/auth/sessions');
  const { body: all } = await browser.call<{ keys: { id: string; label: string }[] }>('GET', '/v1/keys?limit=100');
  const key = all.keys.find(({ id }) => id === keyId)?.label;
  return { me, company, sessions: own.sessions?.map(({ id }) => id).toSorted(), key };
}
