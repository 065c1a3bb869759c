import type { Logger } from 'pino';
import { MailRefused, type MailTransport } from './mail-transport.ts';

/**
 * Stands in where no mail server is set up.
 * @param showsContent in development, what would have been sent is logged, with the links in it; else nothing of it is.
 */
export function createMailLog(logger: Logger, showsContent: boolean): MailTransport {
  return {
    async send({ to, subject, text }) {
      if (!showsContent) throw new MailRefused('Neither SMTP_URL nor RESEND_API_KEY is set.');
      logger.info({ mail: { to, subject, text } }, 'A mail, which no server is set up to send');
    },
    check: async () => false,
  };
}
