import { sql } from 'drizzle-orm';
import type { Database } from '../../../platform/db/client.ts';
import { daysAgo, deleteInBatches } from '../../../platform/db/delete-in-batches.ts';
import { participantSessions as stays, roomSessions as rooms } from './tables.ts';

/** Forgets rooms that closed, and stays that ended, so many days ago. */
export async function forgetSessions(db: Database, days: number): Promise<void> {
  const before = daysAgo(days);
  // The beginning has an index: what ended before then began before.
  await deleteInBatches(db, stays, sql`${stays.joinedAt} < ${before} and ${stays.leftAt} < ${before}`);
  await deleteInBatches(db, rooms, sql`${rooms.openedAt} < ${before} and ${rooms.closedAt} < ${before}`);
}
