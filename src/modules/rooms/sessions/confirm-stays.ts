import { and, inArray, isNull, sql } from 'drizzle-orm';
import { toLivekitRoom } from '../../../platform/livekit/room-names.ts';
import type { RoomsDeps } from '../deps.ts';
import { isOfMeeting } from './find-stays.ts';
import { participantSessions as table } from './tables.ts';

/**
 * Asks LiveKit who is in the rooms of a meeting, and notes that their stays were seen to last. Notes nothing of anybody
 * else: a list may lag. Rejects when LiveKit is away.
 */
export async function confirmMeetingStays(
  { db, livekit }: Pick<RoomsDeps, 'db' | 'livekit'>,
  meeting: { workspaceId: string; meetingId: string },
): Promise<void> {
  const { sid, roomId, leftAt, seenAt } = table;
  const rooms = await db.selectDistinct({ roomId }).from(table).where(and(isOfMeeting(meeting), isNull(leftAt)));
  const askedAt = new Date();
  const lists = await Promise.all(rooms.map((room) => livekit.listParticipants(toLivekitRoom(meeting.workspaceId, room.roomId))));
  const present = lists.flat().map((participant) => participant.sid);
  if (present.length === 0) return;
  // What is being written now is news in itself: nobody waits for anybody.
  const open = db.select({ sid }).from(table).where(and(inArray(sid, present), isNull(leftAt))).for('no key update', { skipLocked: true });
  await db.update(table).set({ seenAt: sql`greatest(${seenAt}, ${askedAt.toISOString()}::timestamptz)`, missingSince: null }).where(inArray(sid, open));
}
