import { invalidField } from '../../../core/errors.ts';
import { hashSecret } from '../../../core/hash-secret.ts';
import type { Database } from '../../../platform/db/client.ts';
import { lockAccount, updateAccount } from '../repository.ts';
import type { Account } from '../tables.ts';
import { findVerification } from './repository.ts';

/**
 * Proves by a mailed token that an account's address is its owner's. It may be used again until it expires: then nothing
 * changes. Throws a 400 when it has expired or the account has another address by now.
 */
export async function verifyEmail(db: Database, token: string): Promise<Account> {
  return db.transaction(async (tx) => {
    const found = await findVerification(tx, hashSecret(token));
    const account = found && (await lockAccount(tx, found.accountId));
    if (!account || account.emailKey !== found.emailKey) throw invalidField('/token', 'This link has expired, or is not one of ours.');
    if (account.emailVerifiedAt === null) await updateAccount(tx, account.id, { emailVerifiedAt: new Date() });
    return account;
  });
}
