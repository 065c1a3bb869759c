import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../../platform/db/client.ts';
import { mails } from '../tables.ts';
import type { MailClaim } from './claim-mails.ts';
import { retryDelaySeconds } from './retry-delay.ts';

const maxErrorLength = 500;

export async function recordSent(db: Database, { id }: MailClaim): Promise<void> {
  const change = { sentAt: sql`now()`, failedAt: null, error: null, data: '' };
  await db.update(mails).set(change).where(and(eq(mails.id, id), isNull(mails.sentAt)));
}

/** Leaves a mail to the next try; gives it up when it is a day old or `isFinal`. Nothing when another has taken it since. */
export async function recordFailure(db: Database, { id, tries }: MailClaim, error: string, isFinal: boolean): Promise<void> {
  const isOver = sql`(${isFinal} or ${mails.createdAt} < now() - interval '1 day')`;
  await db
    .update(mails)
    .set({
      error: error.slice(0, maxErrorLength),
      nextAttemptAt: sql`now() + ${retryDelaySeconds(tries)} * interval '1 second'`,
      failedAt: sql`case when ${isOver} then now() end`,
      data: sql`case when ${isOver} then '' else ${mails.data} end`,
    })
    .where(and(eq(mails.id, id), eq(mails.tries, tries), isNull(mails.sentAt)));
}
