import { sql } from 'drizzle-orm';
import type { Database } from '../../platform/db/client.ts';
import { daysAgo, deleteInBatches } from '../../platform/db/delete-in-batches.ts';
import { mails } from './tables.ts';

const keptDays = 90;

/** Forgets mail 90 days after it was written, as events are. Until then its cause keeps it from being sent twice. */
export async function deleteOldMails(db: Database): Promise<void> {
  await deleteInBatches(db, mails, sql`${mails.createdAt} < ${daysAgo(keptDays)}`);
}
