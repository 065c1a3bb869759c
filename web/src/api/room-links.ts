import type { Role } from '../../../src/contracts/roles.ts';
import type { ToldActivity } from '../../../src/contracts/room-activity.ts';
import { requestJson } from './request.ts';

/** What a room link leads to, and what goes out of the room. */
export interface RoomLink extends ToldActivity {
  roomId: string;
  role: Role;
  /** The name that the link's maker chose for the person, if any. */
  name: string | null;
  expiresAt: string;
}

/** What is needed to enter the room. */
export interface RoomTicket extends ToldActivity {
  token: string;
  /** LiveKit's address, ws: or wss:. */
  url: string;
  expiresAt: string;
  roomId: string;
  role: Role;
  identity: string;
  name: string;
}

/** Reads a room link. Throws ApiFailure: `not-found` (no such link), `gone` (expired, or the room was deleted). */
export function readRoomLink(linkToken: string): Promise<RoomLink> {
  return requestJson('GET', pathOf(linkToken));
}

/** Joins by a room link under a name of 1 to 64 characters. Throws ApiFailure as readRoomLink does. */
export function joinByRoomLink(linkToken: string, name: string): Promise<RoomTicket> {
  return requestJson('POST', `${pathOf(linkToken)}/join`, { name });
}

function pathOf(linkToken: string): string {
  return `/v1/room-links/${encodeURIComponent(linkToken)}`;
}
