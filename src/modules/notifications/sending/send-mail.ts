import { setTimeout as sleep } from 'node:timers/promises';
import { isMailAddress } from '../../../core/mailbox.ts';
import { textOf } from '../../../core/text-of.ts';
import { MailRefused } from '../../../platform/mail/mail-transport.ts';
import { composeMail } from '../compose-mail.ts';
import type { NotificationsDeps } from '../deps.ts';
import type { MailClaim } from './claim-mails.ts';
import { recordFailure, recordSent } from './record-outcome.ts';

/** Shorter than the lease on a mail. */
const timeoutMs = 60_000;

/**
 * Tries once to send a mail that is ours, and keeps what came of it. Rejects only while the database is away; the mail
 * comes back then.
 * @returns whether the transport took or refused it, rather than being away.
 */
export async function sendMail(deps: NotificationsDeps, claim: MailClaim): Promise<boolean> {
  const { id, kind, tries } = claim;
  try {
    await transmit(deps, claim);
  } catch (error) {
    const isRefused = error instanceof MailRefused;
    deps.logger.warn({ err: error, mailId: id, kind, tries }, isRefused ? 'A mail was refused' : 'A mail was not sent; tried again');
    await recordFailure(deps.db, claim, textOf(error), isRefused);
    return isRefused;
  }
  await recordSent(deps.db, claim);
  return true;
}

async function transmit({ cipher, publicUrl, transport }: NotificationsDeps, { data, ...mail }: MailClaim): Promise<void> {
  if (!isMailAddress(mail.to)) throw new MailRefused('This is no e-mail address.');
  const open = { ...mail, data: JSON.parse(cipher.decrypt(data)) as Record<string, string> };
  const isOver = new AbortController();
  const tooLong = sleep(timeoutMs, undefined, { signal: isOver.signal }).then(() => {
    throw new Error(`Not taken within ${timeoutMs / 1_000} s.`);
  });
  try {
    await Promise.race([transport.send(composeMail(open, publicUrl)), tooLong]);
  } finally {
    tooLong.catch(() => {});
    isOver.abort();
  }
}
