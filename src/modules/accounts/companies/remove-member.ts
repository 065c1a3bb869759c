import { AppError, notFound } from '../../../core/errors.ts';
import type { Database } from '../../../platform/db/client.ts';
import { revokeKeys } from '../keys/repository.ts';
import { lockAccount, updateAccount } from '../repository.ts';
import { deleteSessions } from '../sessions/repository.ts';
import { deleteMembership, findMembership, type Membership } from './repository.ts';

/**
 * Puts a member back into their own workspace; their sessions end, and the company's keys that come from them. Throws a
 * 404 for who is not in this company, and a 409 for its owner.
 */
export async function removeMember(db: Database, { companyId, workspaceId }: Membership, accountId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const account = await lockAccount(tx, accountId);
    const membership = await findMembership(tx, accountId);
    if (!account || membership?.companyId !== companyId) throw notFound('Member');
    if (membership.role === 'owner') throw new AppError('conflict', 'The owner cannot leave the company.');
    await deleteMembership(tx, accountId);
    await updateAccount(tx, accountId, { workspaceId: account.ownWorkspaceId });
    await revokeKeys(tx, workspaceId, accountId);
    await deleteSessions(tx, accountId);
  });
}
