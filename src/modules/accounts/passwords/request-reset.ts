import { setTimeout as sleep } from 'node:timers/promises';
import { hashSecret } from '../../../core/hash-secret.ts';
import { randomText } from '../../../core/ids.ts';
import type { AccountsDeps } from '../deps.ts';
import { findAccountByName } from '../repository.ts';
import { insertReset } from './repository.ts';

/** Longer than writing a reset and its mail takes, so that an answer does not tell who has an account. */
const answerAfterMs = 250;

/** Mails a link that sets a new password, if there is such an account; takes the same time when there is none. */
export async function requestReset(deps: Pick<AccountsDeps, 'db' | 'mailer' | 'publicUrl'>, email: string): Promise<void> {
  await Promise.all([mailReset(deps, email), sleep(answerAfterMs)]);
}

async function mailReset({ db, mailer, publicUrl }: Pick<AccountsDeps, 'db' | 'mailer' | 'publicUrl'>, email: string): Promise<void> {
  const account = await findAccountByName(db, email);
  if (!account) return;
  const token = randomText(40);
  const hash = hashSecret(token);
  await db.transaction(async (tx) => {
    await insertReset(tx, hash, account.id);
    await mailer.enqueue(tx, {
      kind: 'password-reset',
      cause: `password-reset:${hash}`,
      to: account.email,
      accountId: account.id,
      data: { url: `${publicUrl}/reset-password?token=${token}` },
    });
  });
}
