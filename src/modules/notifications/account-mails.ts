import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { readPages } from '../../core/read-pages.ts';
import type { Database } from '../../platform/db/client.ts';
import { daysAgo, deleteInBatches } from '../../platform/db/delete-in-batches.ts';
import { mails } from './tables.ts';

interface SentMail {
  seq: number;
  kind: string;
  to: string;
  createdAt: Date;
  sentAt: Date | null;
}

/** Which mails went to an account, and when. */
export async function* readMails(db: Database, accountId: string): AsyncGenerator<object> {
  const { seq, kind, to, createdAt, sentAt } = mails;
  const find = (after: SentMail | null, limit: number) =>
    db
      .select({ seq, kind, to, createdAt, sentAt })
      .from(mails)
      .where(and(eq(mails.accountId, accountId), gt(seq, after?.seq ?? 0)))
      .orderBy(asc(seq))
      .limit(limit);
  for await (const { seq: _, ...mail } of readPages<SentMail>(find)) yield mail;
}

/** Removes the mails of an account, also those that wait. @returns whether none is left. */
export async function removeMails(db: Database, accountId: string): Promise<boolean> {
  await db.delete(mails).where(eq(mails.accountId, accountId));
  return true;
}

/** Forgets mails that were written so many days ago; one that could not be sent by then never will be. */
export async function forgetMails(db: Database, days: number): Promise<void> {
  await deleteInBatches(db, mails, sql`${mails.createdAt} < ${daysAgo(days)}`);
}
