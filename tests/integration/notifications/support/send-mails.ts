/** A worker process that sends mail until it is killed: `DATABASE_URL=… PLENUM_SECRET=… SMTP_URL=… node send-mails.ts`. */
import { pino } from 'pino';
import { createCipher } from '../../../../src/core/secrets.ts';
import { runMails } from '../../../../src/modules/notifications/index.ts';
import { connectDatabase } from '../../../../src/platform/db/client.ts';
import { createSmtp } from '../../../../src/platform/mail/smtp.ts';

const { DATABASE_URL = '', PLENUM_SECRET = '', SMTP_URL = '' } = process.env;
const { db, sql } = connectDatabase(DATABASE_URL);
await runMails({
  db,
  sql,
  cipher: createCipher(PLENUM_SECRET),
  transport: createSmtp(SMTP_URL, { name: 'Plenum', address: 'no-reply@meet.example' }),
  publicUrl: 'https://meet.example',
  logger: pino({ level: 'silent' }),
});
process.send?.('ready');
