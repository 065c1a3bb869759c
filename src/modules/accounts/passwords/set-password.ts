import type { Transaction } from '../../../platform/db/client.ts';
import { newId } from '../../../core/ids.ts';
import type { AccountsDeps } from '../deps.ts';
import { updateAccount } from '../repository.ts';
import { deleteSessions } from '../sessions/repository.ts';
import type { Account } from '../tables.ts';
import { deleteResets } from './repository.ts';

/** What else changes with a password. */
interface Options {
  /** The session that goes on; all others end. */
  keepSession?: string;
  /** They have got a mail at this address. */
  provesEmail?: boolean;
}

/** Sets a new password: sessions and links that set a password end, and a mail tells of it. */
export async function setPassword(
  tx: Transaction,
  mailer: AccountsDeps['mailer'],
  { id: accountId, email, emailVerifiedAt }: Account,
  passwordHash: string,
  { keepSession, provesEmail = false }: Options = {},
): Promise<void> {
  const verifiedAt = emailVerifiedAt ?? (provesEmail ? new Date() : null);
  await updateAccount(tx, accountId, { passwordHash, emailVerifiedAt: verifiedAt });
  await deleteSessions(tx, accountId, keepSession);
  await deleteResets(tx, accountId);
  const cause = `password-changed:${newId('change')}`;
  await mailer.enqueue(tx, { kind: 'password-changed', cause, to: email, accountId, data: {} });
}
