import type postgres from 'postgres';
import { createCipher } from '../../../../src/core/secrets.ts';
import type { TestServer } from '../../../support/server.ts';

export interface SentMail {
  kind: string;
  to: string;
  data: Record<string, string>;
}

/** The mails that wait to be sent to somebody, oldest first. */
export async function readMails(sql: postgres.Sql, { env }: TestServer, accountId: string): Promise<SentMail[]> {
  const rows = await sql<{ kind: string; to: string; data: string }[]>`
    select kind, "to", data from mails where account_id = ${accountId} order by seq`;
  const cipher = createCipher(env.PLENUM_SECRET ?? '');
  return rows.map(({ data, ...mail }) => ({ ...mail, data: JSON.parse(cipher.decrypt(data)) as Record<string, string> }));
}

/** The token in the link of the newest mail that sets a password. */
export async function readResetToken(sql: postgres.Sql, server: TestServer, accountId: string): Promise<string> {
  const mail = (await readMails(sql, server, accountId)).findLast(({ kind }) => kind === 'password-reset');
  return new URL(mail?.data.url ?? '').searchParams.get('token') ?? '';
}
