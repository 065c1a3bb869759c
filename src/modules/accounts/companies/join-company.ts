import { AppError, unauthorized } from '../../../core/errors.ts';
import type { AccountsDeps } from '../deps.ts';
import { revokeKeys } from '../keys/repository.ts';
import { isFirstWorkspace, lockAccount, updateAccount } from '../repository.ts';
import { requireInvited } from './invited-company.ts';
import { insertMembership } from './repository.ts';
import type { Company } from './tables.ts';

/**
 * Takes an account into a company: it speaks for the company's workspace from then on. Its balance moves over and its
 * keys end; rooms and recordings stay in its own workspace, to which it returns.
 */
export async function joinCompany(
  { db, balances }: Pick<AccountsDeps, 'db' | 'balances'>,
  accountId: string,
  inviteCode: string,
): Promise<Company> {
  return db.transaction(async (tx) => {
    const account = await lockAccount(tx, accountId);
    if (!account) throw unauthorized('This account is no longer there.');
    const company = await requireInvited(tx, inviteCode);
    const { ownWorkspaceId } = account;
    if (await isFirstWorkspace(tx, ownWorkspaceId)) {
      throw new AppError('conflict', 'The first administrator stays in the workspace that PLENUM_API_KEY speaks for.');
    }
    if (!(await insertMembership(tx, { accountId, companyId: company.id, role: 'member' }))) {
      throw new AppError('conflict', 'This account is in a company already.');
    }
    await updateAccount(tx, accountId, { workspaceId: company.workspaceId });
    await revokeKeys(tx, ownWorkspaceId);
    await balances.move(tx, ownWorkspaceId, company.workspaceId);
    return company;
  });
}
