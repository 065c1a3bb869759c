import type { Logger } from 'pino';
import type postgres from 'postgres';
import type { Cipher } from '../../core/secrets.ts';
import type { Database } from '../../platform/db/client.ts';
import type { MailTransport } from '../../platform/mail/mail-transport.ts';

/** What writes and sends mail. */
export interface NotificationsDeps {
  db: Database;
  /** The driver, to hear of new mail. */
  sql: postgres.Sql;
  cipher: Cipher;
  transport: MailTransport;
  /** Where people reach this server. */
  publicUrl: string;
  logger: Logger;
}
