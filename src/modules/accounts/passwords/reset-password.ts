import { invalidField } from '../../../core/errors.ts';
import { hashSecret } from '../../../core/hash-secret.ts';
import type { AccountsDeps } from '../deps.ts';
import { lockAccount } from '../repository.ts';
import type { Account } from '../tables.ts';
import { findReset, takeReset } from './repository.ts';
import { setPassword } from './set-password.ts';

/** Sets a new password by a mailed token, which works once. Throws a 400 when it was used or has expired. */
export async function resetPassword(
  { db, passwords, mailer }: Pick<AccountsDeps, 'db' | 'passwords' | 'mailer'>,
  token: string,
  password: string,
): Promise<Account> {
  const hash = hashSecret(token);
  // Nobody makes us hash passwords with made-up tokens.
  const accountId = await findReset(db, hash);
  if (accountId === null) throw usedUp();
  const passwordHash = await passwords.hash(password);
  return db.transaction(async (tx) => {
    // The account first, like whoever else ends its links.
    const account = await lockAccount(tx, accountId);
    if (account === null || !(await takeReset(tx, hash))) throw usedUp();
    await setPassword(tx, mailer, account, passwordHash, { provesEmail: true });
    return account;
  });
}

function usedUp() {
  return invalidField('/token', 'This link was used already, has expired, or is not one of ours. Ask for another one.');
}
