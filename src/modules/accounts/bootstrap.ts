import { hashSecret } from '../../core/hash-secret.ts';
import type { Database, Transaction } from '../../platform/db/client.ts';
import { createAccount } from './create-account.ts';
import { prefixOf } from './keys/key-secret.ts';
import { replaceEnvironmentKey } from './keys/repository.ts';
import { createPasswords } from './passwords/passwords.ts';
import { ensureFirstWorkspace, findAccountByName, findWorkspaceOwner, updateAccount } from './repository.ts';
import { deleteSessions } from './sessions/repository.ts';
import type { Account } from './tables.ts';

interface Credentials {
  email: string;
  password: string;
}

interface Settings {
  /** PLENUM_API_KEY. */
  bootstrapKey: string | undefined;
  /** ADMIN_EMAIL and ADMIN_PASSWORD. */
  admin: Credentials | undefined;
}

/**
 * Makes the first workspace and its administrator, and gives it PLENUM_API_KEY. May run at the same time in any number of
 * processes: each holds the first workspace until it is done.
 */
export async function bootstrapAccounts(db: Database, { bootstrapKey, admin }: Settings): Promise<void> {
  await db.transaction(async (tx) => {
    const workspaceId = await ensureFirstWorkspace(tx);
    const owner = await findWorkspaceOwner(tx, workspaceId);
    const accountId = admin === undefined ? owner?.id : await ensureAdmin(tx, workspaceId, owner, admin);
    if (bootstrapKey === undefined) return;
    await replaceEnvironmentKey(tx, {
      workspaceId,
      accountId: accountId ?? null,
      hash: hashSecret(bootstrapKey),
      prefix: prefixOf(bootstrapKey),
      label: 'PLENUM_API_KEY',
    });
  });
}

async function ensureAdmin(tx: Transaction, workspaceId: string, owner: Account | null, admin: Credentials): Promise<string> {
  const known = await findAccountByName(tx, admin.email);
  if (known !== null && known.id !== owner?.id) {
    // Whoever registered it first must not become an administrator by that.
    throw new Error('ADMIN_EMAIL is the address of an account that was registered already: choose another one.');
  }
  if (owner === null) return createAdmin(tx, workspaceId, admin);
  if (known === null) await updateAccount(tx, owner.id, { email: admin.email, emailKey: admin.email.toLowerCase() });
  await applyPassword(tx, owner, admin.password);
  return owner.id;
}

async function createAdmin(tx: Transaction, ownWorkspaceId: string, { email, password }: Credentials): Promise<string> {
  const passwordHash = await createPasswords().hash(password);
  const { id } = await createAccount(tx, {
    email,
    passwordHash,
    passwordSettingHash: passwordHash,
    accountType: 'personal',
    ownWorkspaceId,
    isAdmin: true,
    emailVerifiedAt: new Date(),
  });
  return id;
}

/**
 * A changed ADMIN_PASSWORD takes the place of the password, which helps whoever has lost it; one that is as it was leaves
 * alone what the administrator has chosen since.
 */
async function applyPassword(tx: Transaction, { id, passwordSettingHash }: Account, password: string): Promise<void> {
  const passwords = createPasswords();
  if (await passwords.verify(passwordSettingHash, password)) return;
  const passwordHash = await passwords.hash(password);
  await updateAccount(tx, id, { passwordHash, passwordSettingHash: passwordHash });
  await deleteSessions(tx, id);
}
