import { and, asc, isNull, lte, sql } from 'drizzle-orm';
import type { Database } from '../../../platform/db/client.ts';
import { isOneOf } from '../../../platform/db/is-one-of.ts';
import { mails } from '../tables.ts';

/** Longer than a try may take: it comes back should we be killed. */
const leaseSeconds = 120;

export type MailClaim = typeof mails.$inferSelect;

/** Takes at most so many mails that are due, those first that were tried least. Whoever asks at the same time gets others. */
export async function claimMails(db: Database, count: number): Promise<MailClaim[]> {
  const due = db
    .select({ id: mails.id })
    .from(mails)
    .where(and(isNull(mails.sentAt), isNull(mails.failedAt), lte(mails.nextAttemptAt, sql`now()`)))
    .orderBy(asc(mails.tries), asc(mails.seq))
    .limit(count)
    .for('update', { skipLocked: true });
  return db
    .update(mails)
    .set({ nextAttemptAt: sql`now() + ${leaseSeconds} * interval '1 second'`, tries: sql`${mails.tries} + 1` })
    .where(isOneOf(mails.id, due))
    .returning();
}
