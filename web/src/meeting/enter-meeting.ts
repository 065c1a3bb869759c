import type { LocalTrack } from 'livekit-client';
import type { RoomActivity } from '../../../src/contracts/room-activity.ts';
import type { MeetingTicket } from '../api/meetings.ts';
import { pickActivity } from '../room/activity.ts';
import type { MediaChoices } from '../room/choices.ts';
import { isMoreThan, NOTHING } from '../room/consent.ts';
import { enterRoom } from '../room/enter-room.ts';
import { ConsentNeeded } from '../room/join-errors.ts';
import type { JoinedRoom } from '../room/join-room.ts';

/** A meeting that one is in: the ticket, and its LiveKit room. */
export interface MeetingStay extends JoinedRoom {
  ticket: MeetingTicket;
}

/**
 * Goes into a meeting's LiveKit room. `agreed` is what the person was told at the door goes out of it; null when they
 * did not stand there, and are asked inside. Throws JoinError and ConsentNeeded.
 */
export async function enterMeeting(
  ticket: MeetingTicket,
  choices: MediaChoices,
  takePreviewTracks: () => LocalTrack[],
  agreed: RoomActivity | null,
): Promise<MeetingStay> {
  const activity = pickActivity(ticket);
  if (agreed && isMoreThan(activity, agreed)) throw new ConsentNeeded(activity);
  const entered = await enterRoom(ticket, choices, takePreviewTracks);
  return { ...entered, ticket, activity, agreed: agreed ?? NOTHING, readActivity: () => Promise.resolve(activity) };
}
