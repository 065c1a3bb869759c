import type { Logger } from 'pino';
import type { Config } from './config/index.ts';
import type { Cipher } from './core/secrets.ts';
import { isMailWorking, type NotificationsDeps } from './modules/notifications/index.ts';
import type { DatabaseClient } from './platform/db/client.ts';
import { createMailLog } from './platform/mail/mail-log.ts';
import type { MailTransport } from './platform/mail/mail-transport.ts';
import { createResend } from './platform/mail/resend.ts';
import { createSmtp } from './platform/mail/smtp.ts';

interface Adapters {
  logger: Logger;
  database: DatabaseClient;
  cipher: Cipher;
}

export function createNotificationsDeps(
  { mail, publicUrl }: Config,
  { logger, database: { db, sql }, cipher }: Adapters,
): NotificationsDeps {
  return { db, sql, cipher, publicUrl, logger, transport: createMailTransport(mail, logger) };
}

function createMailTransport({ smtpUrl, resendKey, from, isLogged }: Config['mail'], logger: Logger): MailTransport {
  if (smtpUrl !== undefined) return createSmtp(smtpUrl, from);
  if (resendKey !== undefined) return createResend(resendKey, from);
  return createMailLog(logger, isLogged);
}

/** Whether mail is sent now: a worker is there, and can reach that server. */
export async function canMail({ mail: { smtpUrl, resendKey } }: Config, { db }: DatabaseClient): Promise<boolean> {
  const isSetUp = smtpUrl !== undefined || resendKey !== undefined;
  return isSetUp && isMailWorking(db).catch(() => false);
}
