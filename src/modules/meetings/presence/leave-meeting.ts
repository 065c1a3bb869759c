import { and, eq, isNull, sql } from 'drizzle-orm';
import { disconnect, findMeetingStays } from '../../rooms/index.ts';
import type { MeetingsDeps } from '../deps.ts';
import { changeMeeting } from '../events/change-meeting.ts';
import { type MeetingCaller, participantIdOf, placeOf } from '../meeting-caller.ts';
import { findPerson, updatePerson } from '../people/repository.ts';
import { gatewayStays } from '../tables.ts';
import { refreshPresence } from './refresh-presence.ts';

/** Has somebody leave, on the gateway and in LiveKit; they may come back. */
export async function leaveMeeting(deps: Pick<MeetingsDeps, 'db' | 'fanout' | 'livekit'>, caller: MeetingCaller): Promise<void> {
  const participantId = participantIdOf(caller);
  const { workspaceId, meetingId } = caller;
  await changeMeeting(deps, placeOf(caller), async (tx, meeting, tell) => {
    const person = await findPerson(tx, meetingId, participantId);
    if (!person) return;
    const isTheirs = and(eq(gatewayStays.meetingId, meetingId), eq(gatewayStays.participantId, participantId));
    const closed = await tx
      .update(gatewayStays)
      .set({ leftAt: sql`greatest(${gatewayStays.joinedAt}, now())` })
      .where(and(isTheirs, isNull(gatewayStays.leftAt)))
      .returning({ id: gatewayStays.id });
    // Their other sockets are in the meeting no longer, wherever they are.
    const stayIds = closed.map(({ id }) => id);
    if (stayIds.length > 0) tell({ type: 'participant:left', audience: `person:${participantId}`, data: { participantId, name: person.name, stayIds } });
    // Nothing is held for them either.
    await updatePerson(tx, person, { heldUntil: null });
    await refreshPresence(tx, meeting, tell, [participantId]);
  });
  // LiveKit tells that they are gone. When this process dies before, their own connection still ends with their client.
  const stays = await findMeetingStays(deps.db, { workspaceId, meetingId, identity: participantId, isOpen: true });
  const rooms = new Set([meetingId, ...stays.map(({ roomId }) => roomId)]);
  await Promise.all([...rooms].map((roomId) => disconnect(deps.livekit, { workspaceId, roomId }, participantId)));
}
