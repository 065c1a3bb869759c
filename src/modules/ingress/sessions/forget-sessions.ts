import { sql } from 'drizzle-orm';
import type { Database } from '../../../platform/db/client.ts';
import { daysAgo, deleteInBatches } from '../../../platform/db/delete-in-batches.ts';
import { ingressSessions as table } from '../tables.ts';

/** Forgets what was published until so many days ago. */
export async function forgetIngressSessions(db: Database, days: number): Promise<void> {
  const before = daysAgo(days);
  await deleteInBatches(db, table, sql`${table.startedAt} < ${before} and ${table.endedAt} < ${before}`);
}
