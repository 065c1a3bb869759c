import { sql } from 'drizzle-orm';
import { newId } from '../../core/ids.ts';
import type { Cipher } from '../../core/secrets.ts';
import type { Transaction } from '../../platform/db/client.ts';
import type { MailKind } from './compose-mail.ts';
import { mails } from './tables.ts';

/** The PostgreSQL channel that says, after the commit, that there is a mail to send. */
export const mailsChannel = 'plenum_mails';

/** A mail that is sent once the transaction is committed. */
export interface NewMail {
  kind: MailKind;
  /** What makes it one and the same mail: a second one with this cause is dropped. */
  cause: string;
  to: string;
  accountId: string;
  data: Record<string, string>;
}

/** Writes a mail in the transaction of what it tells. */
export async function enqueueMail(tx: Transaction, cipher: Cipher, { data, ...mail }: NewMail): Promise<void> {
  const row = { id: newId('mail'), ...mail, data: cipher.encrypt(JSON.stringify(data)) };
  const added = tx.insert(mails).values(row).onConflictDoNothing({ target: mails.cause }).returning({ id: mails.id });
  await tx.execute(sql`with added as ${added} select pg_notify(${mailsChannel}, '') from added`);
}
