import { forbidden } from '../../../core/errors.ts';
import type { SessionActor } from '../../../http/actor.ts';
import type { AccountsDeps } from '../deps.ts';
import { findAccount, lockAccount } from '../repository.ts';
import { setPassword } from './set-password.ts';

/** Sets a new password; the account's other sessions end. Throws a 403 when the current one is wrong. */
export async function changePassword(
  { db, passwords, mailer }: Pick<AccountsDeps, 'db' | 'passwords' | 'mailer'>,
  { accountId, sessionId }: SessionActor,
  { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
): Promise<void> {
  const known = await findAccount(db, accountId);
  if (!known || !(await passwords.verify(known.passwordHash, currentPassword))) throw wrongPassword();
  const passwordHash = await passwords.hash(newPassword);
  await db.transaction(async (tx) => {
    const account = await lockAccount(tx, accountId);
    // Of two changes at once the second one's current password is no longer current.
    if (account?.passwordHash !== known.passwordHash) throw wrongPassword();
    await setPassword(tx, mailer, account, passwordHash, { keepSession: sessionId });
  });
}

function wrongPassword() {
  return forbidden('The current password is wrong.');
}
