import { hashSecret } from '../../../core/hash-secret.ts';
import { randomText } from '../../../core/ids.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import type { AccountsDeps } from '../deps.ts';
import type { Account } from '../tables.ts';
import { insertVerification } from './repository.ts';

/** Greets a new account, with a link that proves that its address is theirs. */
export async function mailWelcome(
  tx: Transaction,
  { mailer, publicUrl }: Pick<AccountsDeps, 'mailer' | 'publicUrl'>,
  account: Account,
): Promise<void> {
  const token = randomText(40);
  await insertVerification(tx, hashSecret(token), account);
  await mailer.enqueue(tx, {
    kind: 'welcome',
    cause: `welcome:${account.id}`,
    to: account.email,
    accountId: account.id,
    data: { url: `${publicUrl}/verify-email?token=${token}` },
  });
}
