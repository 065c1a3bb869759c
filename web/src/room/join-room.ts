import type { LocalTrack } from 'livekit-client';
import type { RoomActivity, ToldActivity } from '../../../src/contracts/room-activity.ts';
import { joinByRoomLink, readRoomLink, type RoomTicket } from '../api/room-links.ts';
import { failureAtDoor } from './api-failures.ts';
import type { MediaChoices } from './choices.ts';
import { pickActivity } from './activity.ts';
import { isMoreThan, NOTHING } from './consent.ts';
import { enterRoom, type EnteredRoom } from './enter-room.ts';
import { ConsentNeeded, JoinError } from './join-errors.ts';

/** A room that was joined. Sending starts at once, but does not hold up entering. */
export interface JoinedRoom extends EnteredRoom {
  /** What went out of the room at that moment. */
  activity: ToldActivity;
  /** What of it the person knew before they went in. */
  agreed: RoomActivity;
  readActivity: () => Promise<ToldActivity>;
}

/**
 * Joins by a room link and sends what the choices say. The preview's tracks are taken once the room is connected, and
 * belong to it from then on; devices that are on but have no track are opened here. `agreed` is what the person was
 * told at the door goes out of the room; null when they come back, and are asked inside. Throws JoinError and
 * ConsentNeeded.
 */
export async function joinRoom(
  linkToken: string,
  name: string,
  choices: MediaChoices,
  takePreviewTracks: () => LocalTrack[],
  agreed: RoomActivity | null,
): Promise<JoinedRoom> {
  const ticket = await askForTicket(linkToken, name);
  const activity = pickActivity(ticket);
  if (agreed && isMoreThan(activity, agreed)) throw new ConsentNeeded(activity);
  const entered = await enterRoom(ticket, choices, takePreviewTracks);
  return { ...entered, activity, agreed: agreed ?? NOTHING, readActivity: () => readActivity(linkToken) };
}

async function readActivity(linkToken: string): Promise<ToldActivity> {
  return pickActivity(await readRoomLink(linkToken));
}

async function askForTicket(linkToken: string, name: string): Promise<RoomTicket> {
  try {
    return await joinByRoomLink(linkToken, name);
  } catch (error) {
    throw new JoinError(failureAtDoor(error));
  }
}
