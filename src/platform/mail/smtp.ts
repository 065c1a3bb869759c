import type { Transporter } from 'nodemailer';
import type { Mailbox } from '../../core/mailbox.ts';
import { MailRefused, type MailTransport } from './mail-transport.ts';

/** How long to wait for a name, a connection, and each answer. */
const timeouts = { dnsTimeout: 5_000, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/**
 * Sends over SMTP, with a connection for each mail. TLS is used where the server offers it; `smtps://` requires it from
 * the start, `?requireTLS=true` later on.
 */
export function createSmtp(url: string, from: Mailbox): MailTransport {
  const transporter = loadOnce(url);
  return {
    async send({ id, to, ...content }) {
      await (await transporter())
        .sendMail({
          ...content,
          from,
          // As an object it is one recipient, whatever stands in it.
          to: { name: '', address: to },
          messageId: messageIdOf(id, from),
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
        .catch(throwRefused);
    },
    check: async () => (await transporter()).verify(),
  };
}

/** The library takes long to load, and only workers send mail, where a server is set up for it. */
function loadOnce(url: string): () => Promise<Transporter> {
  let transporter: Promise<Transporter> | null = null;
  return () => {
    transporter ??= import('nodemailer').then(({ createTransport }) =>
      createTransport({ url, ...timeouts, disableFileAccess: true, disableUrlAccess: true }));
    return transporter;
  };
}

function messageIdOf(id: string, { address }: Mailbox): string {
  return `<${id}@${address.slice(address.indexOf('@') + 1)}>`;
}

/** Only an unknown recipient is final: a sender or a login that is refused can be set right by the operator. */
function throwRefused(error: { command?: string; permanent?: boolean; message: string }): never {
  if (error.command === 'RCPT TO' && error.permanent) throw new MailRefused(error.message, { cause: error });
  throw error;
}
