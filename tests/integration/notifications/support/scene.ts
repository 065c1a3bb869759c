import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { newId } from '../../../../src/core/ids.ts';
import { createCipher } from '../../../../src/core/secrets.ts';
import { enqueueMail, type NewMail, type NotificationsDeps, runMails } from '../../../../src/modules/notifications/index.ts';
import { connectDatabase, type DatabaseClient } from '../../../../src/platform/db/client.ts';
import { migrateDatabase } from '../../../../src/platform/db/migrate.ts';
import type { MailTransport } from '../../../../src/platform/mail/mail-transport.ts';
import { startOwnStack, systemEnvironment } from '../../../support/stack.ts';

const entry = fileURLToPath(new URL('send-mails.ts', import.meta.url));

/** A stored mail. */
export interface MailRow {
  id: string;
  tries: number;
  error: string | null;
  data: string;
  isSent: boolean;
  isFailed: boolean;
}

/** Real PostgreSQL, and workers that do nothing but send mail. */
export interface Scene {
  database: DatabaseClient;
  /** Writes a mail down; tells its id. */
  write(mail?: Partial<NewMail>): Promise<string>;
  read(id: string): Promise<MailRow>;
  /** Has a mail wait no longer. */
  passTime(id: string): Promise<void>;
  /** A worker in this process. Stop it. */
  work(transport: MailTransport, log?: string[]): Promise<{ stop(): Promise<void> }>;
  /** A worker in a process of its own, which sends by SMTP. */
  spawnWorker(smtpUrl: string): Promise<ChildProcess>;
  close(): Promise<void>;
}

export async function createScene(): Promise<Scene> {
  const { env, stop } = await startOwnStack();
  const { DATABASE_URL = '', PLENUM_SECRET = '' } = env;
  await migrateDatabase(DATABASE_URL);
  const database = connectDatabase(DATABASE_URL);
  const cipher = createCipher(PLENUM_SECRET);
  const { db, sql } = database;
  const base: Omit<NotificationsDeps, 'transport' | 'logger'> = { db, sql, cipher, publicUrl: 'https://meet.example' };
  return {
    database,
    async write(mail = {}) {
      const whole = { kind: 'welcome' as const, cause: newId('cause'), to: 'ann@example.com', accountId: 'acc', data: {}, ...mail };
      await db.transaction((tx) => enqueueMail(tx, cipher, whole));
      const [row] = await sql<{ id: string }[]>`select id from mails where cause = ${whole.cause}`;
      return row?.id ?? '';
    },
    async read(id) {
      const [row] = await sql<MailRow[]>`
        select id, tries, error, data, sent_at is not null as "isSent", failed_at is not null as "isFailed"
        from mails where id = ${id}`;
      if (!row) throw new Error('There is no such mail.');
      return row;
    },
    async passTime(id) {
      await sql`update mails set next_attempt_at = now() where id = ${id}`;
      await sql`select pg_notify('plenum_mails', '')`;
    },
    work: (transport, log = []) => runMails({ ...base, transport, logger: pino({}, { write: (line: string) => void log.push(line) }) }),
    async spawnWorker(smtpUrl) {
      const settings = { DATABASE_URL, PLENUM_SECRET, SMTP_URL: smtpUrl };
      const child = spawn(process.execPath, [entry], {
        env: { ...systemEnvironment(), ...settings },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      });
      await once(child, 'message');
      return child;
    },
    async close() {
      await database.close();
      await stop();
    },
  };
}
