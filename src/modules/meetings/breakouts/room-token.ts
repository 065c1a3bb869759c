import { Type } from 'typebox';
import { roomOfBreakout } from '../../../contracts/meetings.ts';
import type { Role } from '../../../contracts/roles.ts';
import { IssuedToken } from '../../../contracts/tokens.ts';
import type { Queryable } from '../../../platform/db/client.ts';
import { defaultTtlSeconds, issueToken } from '../../rooms/index.ts';
import { speakerOf } from '../change-active.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { MeetingCaller } from '../meeting-caller.ts';
import { findPerson } from '../people/repository.ts';
import { findMeeting } from '../repository.ts';
import { areDue, findBreakout } from './repository.ts';

/** A token for one of the rooms of a meeting. */
export const RoomToken = Type.Object({
  roomId: Type.String({ description: 'The id of the breakout, or that of the meeting for its main room.' }),
  ...IssuedToken.properties,
});

/** A LiveKit token for a breakout, or for the main room of a meeting (null), made now and kept nowhere. */
export function issueRoomToken({ rooms }: Pick<MeetingsDeps, 'rooms'>, caller: MeetingCaller, breakoutId: string | null) {
  const { workspaceId, meetingId } = caller;
  const { participantId: identity, name } = speakerOf(caller);
  const roomId = breakoutId === null ? meetingId : roomOfBreakout(meetingId, breakoutId);
  const subject = { workspaceId, roomId, identity, name, role: caller.role as Role, metadata: {} };
  return { roomId: breakoutId ?? meetingId, ...issueToken(rooms, subject, defaultTtlSeconds) };
}

/** What goes with `breakout:assigned`, made at the socket; null when they are not assigned to it any more, or it has closed. */
export async function mintBreakoutToken(deps: Pick<MeetingsDeps, 'db' | 'rooms'>, caller: MeetingCaller, breakoutId: string) {
  const isTheirs = await isAssigned(deps.db, caller, breakoutId);
  return isTheirs ? issueRoomToken(deps, caller, breakoutId) : null;
}

async function isAssigned(db: Queryable, caller: MeetingCaller, breakoutId: string): Promise<boolean> {
  const { meetingId } = caller;
  const [meeting, breakout, person] = await Promise.all([
    findMeeting(db, { meetingId }),
    findBreakout(db, meetingId, breakoutId),
    findPerson(db, meetingId, speakerOf(caller).participantId),
  ]);
  const isOpen = breakout !== null && breakout.closedAt === null && meeting?.status === 'active' && !areDue(meeting);
  return isOpen && person?.state === 'admitted' && person.breakoutId === breakoutId;
}
