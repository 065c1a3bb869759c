import { AppError, notFound } from '../../../core/errors.ts';
import type { Queryable } from '../../../platform/db/client.ts';
import type { Meeting } from '../tables.ts';
import { areDue, findBreakout, findOpen } from './repository.ts';
import type { Breakout } from './tables.ts';

/** The breakouts of a meeting that are open; a 409 when none is. */
export async function requireOpen(db: Queryable, meeting: Meeting): Promise<Breakout[]> {
  const open = await findOpen(db, meeting);
  if (open.length === 0) throw new AppError('conflict', 'This meeting has no breakouts at the moment.');
  return open;
}

/** A breakout of a meeting, open or closed; a 404 when it has no such. */
export async function getBreakout(db: Queryable, meetingId: string, breakoutId: string): Promise<Breakout> {
  const breakout = await findBreakout(db, meetingId, breakoutId);
  if (!breakout) throw notFound('Breakout');
  return breakout;
}

/** One that one can go to; a 410 when it was closed. */
export async function getOpenBreakout(db: Queryable, meeting: Meeting, breakoutId: string): Promise<Breakout> {
  const breakout = await getBreakout(db, meeting.id, breakoutId);
  if (breakout.closedAt !== null || areDue(meeting)) throw new AppError('gone', 'This breakout has closed.');
  return breakout;
}
