import { notFound } from '../../../core/errors.ts';
import { disconnect, expelIn, forGood } from '../../rooms/index.ts';
import { requireNotOver } from '../admission/refusals.ts';
import { roomIdsOf } from '../breakouts/room-ids.ts';
import type { MeetingsDeps } from '../deps.ts';
import { changeMeeting } from '../events/change-meeting.ts';
import { type MeetingCaller, placeOf, requireHost } from '../meeting-caller.ts';
import { leaveAtOnce } from '../presence/refresh-presence.ts';
import { findPerson, updatePerson } from './repository.ts';

/**
 * Removes somebody who was let in, for good: their tokens end, also those for breakouts, and whatever they show later
 * that they are recognised by is refused. Once more changes nothing.
 */
export async function kick(
  deps: Pick<MeetingsDeps, 'db' | 'fanout' | 'livekit' | 'onError'>,
  caller: MeetingCaller,
  participantId: string,
  reason = '',
): Promise<void> {
  requireHost(caller);
  const { workspaceId } = caller;
  const roomIds = await changeMeeting(deps, placeOf(caller), async (tx, meeting, tell) => {
    requireNotOver(meeting);
    const person = await findPerson(tx, meeting.id, participantId);
    if (person?.state === 'kicked') return [];
    if (person?.state !== 'admitted') throw notFound('Participant');
    const rooms = await roomIdsOf(tx, meeting.id);
    await updatePerson(tx, person, { state: 'kicked' });
    await expelIn(tx, { workspaceId, roomIds: rooms, identity: participantId, before: forGood });
    tell({ type: 'admin:kick', audience: `person:${participantId}`, data: { reason } });
    await leaveAtOnce(tx, meeting, tell, participantId);
    return rooms;
  });
  // Only to be quick: whoever is there is removed by a worker, too.
  await Promise.all(roomIds.map((roomId) => disconnect(deps.livekit, { workspaceId, roomId }, participantId))).catch(deps.onError);
}
