import { and, eq } from 'drizzle-orm';
import { roomOfBreakout } from '../../../contracts/meetings.ts';
import { ignoreNotFound } from '../../../core/errors.ts';
import { toLivekitRoom } from '../../../platform/livekit/room-names.ts';
import type { MeetingsDeps } from '../deps.ts';
import { meetings } from '../tables.ts';
import { breakouts } from './tables.ts';

/**
 * Has LiveKit put everybody out of the breakouts that were closed, in one meeting or in all, wherever that is still to
 * be done. Doing it twice does no harm. Rejects when LiveKit is away: the next time it is tried again.
 */
export async function endBreakoutRooms({ db, livekit }: Pick<MeetingsDeps, 'db' | 'livekit'>, ofMeeting?: string): Promise<void> {
  const { id, meetingId, isEnding } = breakouts;
  const closed = await db
    .select({ id, meetingId, workspaceId: meetings.workspaceId })
    .from(breakouts)
    .innerJoin(meetings, eq(meetings.id, meetingId))
    .where(and(eq(isEnding, true), ofMeeting === undefined ? undefined : eq(meetingId, ofMeeting)));
  for (const breakout of closed) {
    const room = toLivekitRoom(breakout.workspaceId, roomOfBreakout(breakout.meetingId, breakout.id));
    await livekit.onServer((client) => client.deleteRoom(room)).catch(ignoreNotFound);
    await db.update(breakouts).set({ isEnding: false }).where(eq(id, breakout.id));
  }
}
