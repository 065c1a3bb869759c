import { AppError } from '../../../core/errors.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import { findCompanyByInvite } from './repository.ts';
import type { Company } from './tables.ts';

/** The company that a code lets into, held until the end of the transaction. Throws a 403 for a code that is none. */
export async function requireInvited(tx: Transaction, inviteCode: string): Promise<Company> {
  const company = await findCompanyByInvite(tx, inviteCode);
  if (!company) throw new AppError('invalid-invite', 'This invite code does not exist, or was replaced.');
  return company;
}
