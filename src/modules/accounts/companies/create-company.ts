import { hashSecret } from '../../../core/hash-secret.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import type { Account } from '../tables.ts';
import { generateInviteCode } from './invite-code.ts';
import { insertCompany, insertMembership } from './repository.ts';

/** Makes a company of an account's own workspace and returns its invite code, which can never be read again. */
export async function createCompany(tx: Transaction, { id, ownWorkspaceId }: Account, name: string): Promise<string> {
  const inviteCode = generateInviteCode();
  const companyId = await insertCompany(tx, { workspaceId: ownWorkspaceId, name, inviteCodeHash: hashSecret(inviteCode) });
  await insertMembership(tx, { accountId: id, companyId, role: 'owner' });
  return inviteCode;
}
