import type { Role } from '../../../contracts/roles.ts';
import { ignoreNotFound } from '../../../core/errors.ts';
import { findDecidedRole, type Place } from '../../rooms/index.ts';
import type { MeetingsDeps } from '../deps.ts';
import { changeMeeting, type Tell } from '../events/change-meeting.ts';
import { findPerson, updatePerson } from './repository.ts';

/** Takes over the role that was decided for somebody in a meeting's room. Nothing is to be done for any other room. */
export async function changeRoleInRoom(deps: Pick<MeetingsDeps, 'db' | 'fanout'>, place: Place, participantId: string): Promise<void> {
  const { workspaceId, roomId: meetingId } = place;
  await changeMeeting(deps, { workspaceId, meetingId }, async (tx, _meeting, tell) => {
    const [person, role] = await Promise.all([findPerson(tx, meetingId, participantId), findDecidedRole(tx, place, participantId)]);
    if (!person || role === null || role === person.role) return;
    await updatePerson(tx, person, { role });
    tellRole(tell, participantId, role);
  }).catch(ignoreNotFound);
}

/** Tells everybody, and the person's own sockets, what somebody may do from now on. */
export function tellRole(tell: Tell, participantId: string, role: Role): void {
  tell({ type: 'participant:updated', audience: 'everybody', data: { participantId, role, isAdmin: role === 'host' } });
}
