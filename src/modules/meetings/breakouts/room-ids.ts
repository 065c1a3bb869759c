import { eq } from 'drizzle-orm';
import { roomOfBreakout } from '../../../contracts/meetings.ts';
import type { Queryable } from '../../../platform/db/client.ts';
import { breakouts } from './tables.ts';

/** All rooms that people of a meeting are, or were, in: the main one and every breakout's, closed ones too. */
export async function roomIdsOf(db: Queryable, meetingId: string): Promise<string[]> {
  const rows = await db.select({ id: breakouts.id }).from(breakouts).where(eq(breakouts.meetingId, meetingId));
  return [meetingId, ...rows.map(({ id }) => roomOfBreakout(meetingId, id))];
}
