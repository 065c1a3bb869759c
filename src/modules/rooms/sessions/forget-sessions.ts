import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../platform/db/client.ts';
import { daysAgo, deleteInBatches } from '../../../platform/db/delete-in-batches.ts';
import { participantSessions as stays, roomSessions as rooms } from './tables.ts';

/**
 * Forgets rooms that closed, and stays that ended, so many days ago.
 * @param isMeetingOpen whether a meeting goes on: it is charged by all stays in it, however long ago they were.
 */
export async function forgetSessions(db: Database, days: number, isMeetingOpen: (meetingId: SQL) => SQL): Promise<void> {
  const before = daysAgo(days);
  const isNeeded = isMeetingOpen(sql`split_part(${stays.roomId}, '~', 1)`);
  // The beginning has an index: what ended before then began before.
  await deleteInBatches(db, stays, sql`${stays.joinedAt} < ${before} and ${stays.leftAt} < ${before} and not ${isNeeded}`);
  await deleteInBatches(db, rooms, sql`${rooms.openedAt} < ${before} and ${rooms.closedAt} < ${before}`);
}
