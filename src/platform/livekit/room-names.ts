import { type ParticipantInfo, ParticipantInfo_Kind } from '@livekit/protocol';
import { reservedIdentityPrefix } from '../../contracts/identifiers.ts';

/**
 * LiveKit has one flat space of room names; here every workspace has its own. So a room is called
 * `<workspaceId>:<roomId>` in LiveKit. A workspace id never holds a colon.
 */
export function toLivekitRoom(workspaceId: string, roomId: string): string {
  return `${workspaceId}:${roomId}`;
}

/** The caller's roomId of a LiveKit room name of this workspace. */
export function toRoomId(workspaceId: string, livekitRoom: string): string {
  return livekitRoom.slice(workspaceId.length + 1);
}

/** Splits a LiveKit room name; null when the room is not one of ours. */
export function parseLivekitRoom(livekitRoom: string): { workspaceId: string; roomId: string } | null {
  const separator = livekitRoom.indexOf(':');
  if (!livekitRoom.startsWith('ws_') || separator < 0) return null;
  return { workspaceId: livekitRoom.slice(0, separator), roomId: livekitRoom.slice(separator + 1) };
}

/** Whether somebody is one of the server's own participants or an egress, whom callers neither see nor address. */
export function isOwnParticipant({ identity, kind }: Pick<ParticipantInfo, 'identity' | 'kind'>): boolean {
  return isReservedIdentity(identity) || kind === ParticipantInfo_Kind.EGRESS;
}

/** Whether an identity is one of the server's own participants. */
export function isReservedIdentity(identity: string): boolean {
  return identity.startsWith(reservedIdentityPrefix);
}
