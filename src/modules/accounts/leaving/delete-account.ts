import { AppError, unauthorized } from '../../../core/errors.ts';
import type { SessionActor } from '../../../http/actor.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import { deleteCompany, findMembership, isAlone } from '../companies/repository.ts';
import type { AccountsDeps } from '../deps.ts';
import { deleteKeys, revokeKeys } from '../keys/repository.ts';
import { isFirstWorkspace, lockAccount } from '../repository.ts';
import { deleteSessions, isSessionThere } from '../sessions/repository.ts';
import type { Account } from '../tables.ts';
import { insertDeletion, lockAdmins, removeAccount } from './repository.ts';

/**
 * Deletes an account with its sessions and keys; a worker then empties its own workspace. Throws a 409 for who cannot
 * leave: the first administrator, the last one, and the owner of a company with other members.
 */
export async function deleteAccount(
  { db, parts }: Pick<AccountsDeps, 'db' | 'parts'>,
  { accountId, sessionId }: SessionActor,
): Promise<void> {
  await db.transaction(async (tx) => {
    // All in one order and before any one of them, so that two administrators who leave do not wait for each other.
    const admins = await lockAdmins(tx);
    const account = await lockAccount(tx, accountId);
    if (!account || !(await isSessionThere(tx, sessionId))) throw unauthorized('This session has ended.');
    await assertMayLeave(tx, account, admins);
    await leaveCompany(tx, account);
    await deleteKeys(tx, account.ownWorkspaceId);
    for (const { end } of parts) await end?.(tx, account.ownWorkspaceId);
    await insertDeletion(tx, { accountId, workspaceId: account.ownWorkspaceId });
    await deleteSessions(tx, accountId);
    await removeAccount(tx, accountId);
  });
}

async function assertMayLeave(tx: Transaction, account: Account, admins: string[]): Promise<void> {
  if (await isFirstWorkspace(tx, account.ownWorkspaceId)) {
    throw new AppError('conflict', 'The workspace that PLENUM_API_KEY speaks for cannot be deleted.');
  }
  if (account.isAdmin && admins.length === 1) throw new AppError('conflict', 'The last administrator cannot leave.');
}

/** A member's keys of the company end; an owner's company goes with them. */
async function leaveCompany(tx: Transaction, { id, workspaceId }: Account): Promise<void> {
  await revokeKeys(tx, workspaceId, id);
  const membership = await findMembership(tx, id);
  if (membership?.role !== 'owner') return;
  if (!(await isAlone(tx, membership.companyId))) {
    throw new AppError('conflict', 'Your company has other members. Remove them first.');
  }
  await deleteCompany(tx, membership.companyId);
}
