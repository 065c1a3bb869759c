import { unauthorized } from '../../../core/errors.ts';
import type { SessionActor } from '../../../http/actor.ts';
import type { AccountsDeps } from '../deps.ts';
import { findAccountByName, lockAccount } from '../repository.ts';
import type { Account } from '../tables.ts';
import { beginSession, type Visitor } from './begin-session.ts';
import { deleteSession } from './repository.ts';

interface Attempt {
  /** An e-mail address or a username. */
  name: string;
  password: string;
  /** The session that this browser had until now, maybe somebody else's: it ends. */
  replaces: SessionActor | null;
}

/** Begins a session. Throws the same 401 in the same time for a wrong name and a wrong password. */
export async function logIn(
  { db, passwords }: Pick<AccountsDeps, 'db' | 'passwords'>,
  { name, password, replaces }: Attempt,
  visitor: Visitor,
): Promise<{ account: Account; sessionSecret: string }> {
  const found = await findAccountByName(db, name);
  const isRight = await passwords.verify(found?.passwordHash ?? null, password);
  if (!found || !isRight) throw wrongCredentials();
  return db.transaction(async (tx) => {
    // A password that was changed while it was being checked no longer counts.
    const account = await lockAccount(tx, found.id, 'share');
    if (account?.passwordHash !== found.passwordHash) throw wrongCredentials();
    if (replaces !== null) await deleteSession(tx, replaces.accountId, replaces.sessionId);
    return { account, sessionSecret: await beginSession(tx, account.id, visitor) };
  });
}

function wrongCredentials() {
  return unauthorized('The name or the password is wrong.');
}
