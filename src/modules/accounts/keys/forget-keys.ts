import { sql } from 'drizzle-orm';
import type { Database } from '../../../platform/db/client.ts';
import { daysAgo, deleteInBatches } from '../../../platform/db/delete-in-batches.ts';
import { apiKeys } from './tables.ts';

/** Deletes what is left of keys that were revoked so many days ago. PLENUM_API_KEY's may come back. */
export async function forgetKeys(db: Database, days: number): Promise<void> {
  await deleteInBatches(db, apiKeys, sql`${apiKeys.revokedAt} < ${daysAgo(days)} and not ${apiKeys.isFromEnvironment}`);
}
