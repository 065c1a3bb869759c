import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { daysAgo, deleteInBatches } from '../db/delete-in-batches.ts';
import { inbox } from './tables.ts';

const keptDays = 7;

/** Deletes messages that were handled a week ago, or `days` ago when that is less; nobody repeats a message for so long. */
export async function deleteHandled(db: Database, days: number | null): Promise<void> {
  await deleteInBatches(db, inbox, sql`${inbox.handledAt} < ${daysAgo(Math.min(days ?? keptDays, keptDays))}`);
}
