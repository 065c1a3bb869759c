import type { ParticipantInfo, Room } from '@livekit/protocol';
import { withoutNul } from '../../core/without-nul.ts';
import { issuedAtAttribute } from '../../platform/livekit/access-tokens.ts';
import { isOwnParticipant, parseLivekitRoom } from '../../platform/livekit/room-names.ts';
import { type ParticipantEvidence, type RoomEvidence, toParticipantView, toRoomView } from '../rooms/index.ts';

/** LiveKit's Room as evidence; null when it is not one of ours, which is never touched. */
export function toRoomEvidence(room: Room | undefined): RoomEvidence | null {
  const place = parseLivekitRoom(room?.name ?? '');
  if (!room?.sid || !place) return null;
  return { sid: room.sid, ...place, openedAt: toDate(room.creationTimeMs, room.creationTime), view: toRoomView(place.workspaceId, room) };
}

/** LiveKit's ParticipantInfo as evidence; null for the server's own participants, who are not counted. */
export function toParticipantEvidence(participant: ParticipantInfo | undefined): ParticipantEvidence | null {
  if (!participant?.sid || isOwnParticipant(participant)) return null;
  const { sid, identity, name, attributes } = participant;
  const issuedAt = Number(attributes[issuedAtAttribute]);
  return {
    sid,
    identity,
    name: withoutNul(name),
    joinedAt: toDate(participant.joinedAtMs, participant.joinedAt),
    tokenIssuedAt: Number.isFinite(issuedAt) ? issuedAt : null,
    view: toParticipantView(participant),
  };
}

/** Older servers tell whole seconds only. */
function toDate(milliseconds: bigint, seconds: bigint): Date {
  return new Date(Number(milliseconds || seconds * 1_000n));
}
