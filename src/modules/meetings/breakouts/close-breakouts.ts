import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { roomOfBreakout } from '../../../contracts/meetings.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import { endRoom } from '../../rooms/index.ts';
import { type ActiveDeps, changeActive } from '../change-active.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { Tell } from '../events/change-meeting.ts';
import { type MeetingCaller, requireHost } from '../meeting-caller.ts';
import { type Meeting, meetingPeople, meetings } from '../tables.ts';
import { endBreakoutRooms } from './end-rooms.ts';
import { holdSeats } from './hold-seats.ts';
import { findAssigned } from './repository.ts';
import { breakouts, breakoutVisitors } from './tables.ts';

/** Closes every breakout, as a host, and has everybody come back; a repetition changes nothing. */
export async function closeBreakouts(deps: ActiveDeps & Pick<MeetingsDeps, 'livekit' | 'onError'>, caller: MeetingCaller): Promise<void> {
  requireHost(caller);
  await changeActive(deps, caller, closeBreakoutsIn);
  // What is not done now, a worker does.
  await endBreakoutRooms(deps, caller.meetingId).catch(deps.onError);
}

/**
 * Closes every breakout of a meeting: no token for them lets anybody in any more. In the transaction that holds the
 * meeting's row; LiveKit is told after the commit, see `endBreakoutRooms`.
 */
export async function closeBreakoutsIn(tx: Transaction, meeting: Meeting, tell: Tell): Promise<void> {
  const { id: meetingId, workspaceId } = meeting;
  const closed = await tx
    .update(breakouts)
    .set({ closedAt: sql`now()`, isEnding: true })
    .where(and(eq(breakouts.meetingId, meetingId), isNull(breakouts.closedAt)))
    .returning({ id: breakouts.id });
  await tx.update(meetings).set({ breakoutsCloseAt: null }).where(eq(meetings.id, meetingId));
  if (closed.length === 0) return;
  // In one order for all, lest two who do this block each other.
  for (const { id } of closed.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    await endRoom(tx, { workspaceId, roomId: roomOfBreakout(meetingId, id) });
  }
  const places = await emptyBreakouts(tx, meetingId);
  for (const [participantId, roomId] of places) tell({ type: 'breakout:closed', audience: `person:${participantId}`, data: { roomId } });
  tell({ type: 'breakout:all-closed', audience: 'everybody', data: {} });
}

/** @returns who was in a breakout or was assigned to one, and which. */
async function emptyBreakouts(tx: Transaction, meetingId: string): Promise<Map<string, string>> {
  const { participantId, breakoutId } = breakoutVisitors;
  const inside = await tx.delete(breakoutVisitors).where(eq(breakoutVisitors.meetingId, meetingId)).returning({ participantId, breakoutId });
  const assigned = await findAssigned(tx, meetingId);
  const places = new Map([...assigned, ...inside].map((each) => [each.participantId, each.breakoutId]));
  await tx
    .update(meetingPeople)
    .set({ breakoutId: null })
    .where(and(eq(meetingPeople.meetingId, meetingId), isNotNull(meetingPeople.breakoutId)));
  await holdSeats(tx, and(eq(meetingPeople.meetingId, meetingId), inArray(meetingPeople.participantId, inside.map((each) => each.participantId))));
  return places;
}
