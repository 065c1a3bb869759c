import { confirmMeetingStays } from '../../rooms/index.ts';
import { changeMeeting } from '../events/change-meeting.ts';
import type { MeetingsDeps } from '../deps.ts';
import { findMeeting, type MeetingPlace } from '../repository.ts';
import type { Meeting } from '../tables.ts';
import { closeRooms } from './close-rooms.ts';
import { endMeeting } from './end-meeting.ts';

export type EndingDeps = Pick<MeetingsDeps, 'db' | 'fanout' | 'billing' | 'livekit' | 'onError'>;

/** Ends a meeting, or cancels it, and puts everybody out. Once over, it stays as it is. A 404 when there is none. */
export async function endHeldMeeting(deps: EndingDeps, place: MeetingPlace, reason: string): Promise<Meeting> {
  await seeWhoIsThere(deps, place);
  const over = await changeMeeting(deps, place, (tx, meeting, tell) => endMeeting(tx, deps, meeting, reason, tell));
  // What is not done now, a worker does.
  if (over.hasOpenRooms) await closeRooms(deps, over).catch(deps.onError);
  return over;
}

/** Whoever is there is charged until now; without LiveKit, until it last said so. */
async function seeWhoIsThere(deps: EndingDeps, { meetingId }: MeetingPlace): Promise<void> {
  const meeting = await findMeeting(deps.db, { meetingId });
  if (meeting?.status === 'active') await confirmMeetingStays(deps, { workspaceId: meeting.workspaceId, meetingId }).catch(deps.onError);
}

/** Ends the meeting that is held in a room. @returns false when there is none. */
export async function endMeetingOfRoom(deps: EndingDeps, { workspaceId, roomId }: { workspaceId: string; roomId: string }): Promise<boolean> {
  const place = { workspaceId, meetingId: roomId };
  const meeting = await findMeeting(deps.db, place);
  if (meeting?.status !== 'active') return false;
  await endHeldMeeting(deps, place, 'The room was closed.');
  return true;
}
