import { once } from 'node:events';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { type ParsedMail, parseMail } from './parse-mail.ts';

export interface ReceivedMail extends ParsedMail {
  /** Of the envelope. */
  from: string;
  recipients: string[];
}

/** A real mail server on loopback that wants a login. */
export interface MailServer {
  url: string;
  port: number;
  received: ReceivedMail[];
  /** What happens with a mail that was sent completely; accepted when it resolves. */
  onMail(mail: ReceivedMail): Promise<void>;
  close(): Promise<void>;
}

const user = 'plenum';
const password = 's3cret';

/** What was accepted; resolves with no error. */
async function accept(mails: MailServer, mail: ReceivedMail): Promise<null> {
  await mails.onMail(mail);
  mails.received.push(mail);
  return null;
}

/** @param port a free one when left out. Addresses that begin with `nobody` are unknown. */
export async function startMailServer(port = 0): Promise<MailServer> {
  const mails: MailServer = { url: '', port, received: [], onMail: async () => {}, close };
  const options: SMTPServerOptions = {
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password: given }, _session, done) =>
      username === user && given === password ? done(null, { user }) : done(new Error('Wrong login')),
    onRcptTo({ address }, _session, done) {
      if (!address.startsWith('nobody')) return done();
      done(Object.assign(new Error('No such user'), { responseCode: 550 }));
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        const recipients = envelope.rcptTo.map(({ address }) => address);
        const mail = { ...parseMail(Buffer.concat(chunks).toString()), from, recipients };
        void accept(mails, mail).then(done, done);
      });
    },
  };
  const server = new SMTPServer(options);
  // Clients that are killed leave their connection behind.
  server.on('error', () => {});
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  mails.port = address.port;
  mails.url = `smtp://${user}:${password}@127.0.0.1:${address.port}`;
  return mails;

  function close(): Promise<void> {
    return new Promise((resolve) => server.close(() => resolve()));
  }
}
