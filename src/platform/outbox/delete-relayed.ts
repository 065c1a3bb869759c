import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { daysAgo, deleteInBatches } from '../db/delete-in-batches.ts';
import { outbox } from './tables.ts';

const keptDays = 90;

/**
 * Deletes events that were relayed 90 days ago, or `days` ago when that is less. Until then their keys keep them from
 * being told twice.
 */
export async function deleteRelayed(db: Database, days: number | null): Promise<void> {
  await deleteInBatches(db, outbox, sql`${outbox.relayedAt} < ${daysAgo(Math.min(days ?? keptDays, keptDays))}`);
}
