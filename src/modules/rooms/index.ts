import type { HttpServer } from '../../http/http-server.ts';
import type { RoomsDeps } from './deps.ts';
import { createRoomLinkRoute } from './routes/create-room-link.ts';
import { createRoomRoute } from './routes/create-room.ts';
import { createTokenRoute } from './routes/create-token.ts';
import { deleteRoomRoute } from './routes/delete-room.ts';
import { getParticipantRoute } from './routes/get-participant.ts';
import { getRoomLinkRoute } from './routes/get-room-link.ts';
import { getRoomRoute } from './routes/get-room.ts';
import { joinByRoomLinkRoute } from './routes/join-by-room-link.ts';
import { listParticipantsRoute } from './routes/list-participants.ts';
import { listRoomsRoute } from './routes/list-rooms.ts';
import { muteAllRoute } from './routes/mute-all.ts';
import { muteParticipantRoute } from './routes/mute-participant.ts';
import { refreshTokenRoute } from './routes/refresh-token.ts';
import { removeParticipantRoute } from './routes/remove-participant.ts';
import { sendDataRoute } from './routes/send-data.ts';
import { updateParticipantRoute } from './routes/update-participant.ts';

export { createRoom } from './create-room.ts';
export { getRoom } from './find-room.ts';
export { endRoom } from './end-room.ts';
export { isRoomKnown } from './is-room-known.ts';
export { findOpenRooms } from './find-open-rooms.ts';
export { findOtherOpenSid } from './find-other-open-sid.ts';
export { authenticateParticipant } from './authenticate-participant.ts';
export type { RoomsDeps } from './deps.ts';
export { findOuts, isOutOf, type Out, outsChannel } from './repository.ts';
export { disconnect, expelIn, forGood } from './expel.ts';
export { defaultTtlSeconds, issueToken } from './issue-token.ts';
export { muteAll, muteParticipant } from './mute.ts';
export { type ParticipantView, toParticipantView } from './participant-view.ts';
export { recogniseHolder, type TokenHolder } from './recognise-holder.ts';
export { findDecidedRole, insertRole, type Place } from './repository.ts';
export { requireOwned } from './require-owned.ts';
export { type RoomView, toRoomView } from './room-view.ts';
export { createActivitySubscriber } from './tell-activity.ts';
export { endRoomAccess } from './leaving/end-workspace.ts';
export { readParticipants, readRooms } from './leaving/read-rooms.ts';
export { removeRooms } from './leaving/remove-rooms.ts';
export { confirmMeetingStays } from './sessions/confirm-stays.ts';
export { findMeetingStays, type Stay } from './sessions/find-stays.ts';
export { forgetSessions } from './sessions/forget-sessions.ts';
export { closeMissing } from './sessions/close-missing.ts';
export { createEnforcer } from './sessions/enforce-pending.ts';
export type { ParticipantEvidence, RoomEvidence, Source } from './sessions/evidence.ts';
export { noteViolation } from './sessions/note-violation.ts';
export { recordParticipantJoined, recordParticipantLeft, recordTrackPublished, recordTrackTold } from './sessions/record-participant.ts';
export { recordRoomClosed, recordRoomOpen } from './sessions/record-room.ts';

const routes = [
  createTokenRoute,
  refreshTokenRoute,
  createRoomRoute,
  listRoomsRoute,
  getRoomRoute,
  deleteRoomRoute,
  createRoomLinkRoute,
  getRoomLinkRoute,
  joinByRoomLinkRoute,
  listParticipantsRoute,
  getParticipantRoute,
  updateParticipantRoute,
  removeParticipantRoute,
  muteParticipantRoute,
  muteAllRoute,
  sendDataRoute,
];

/** Adds the calls about tokens, rooms and the people in them. */
export function addRoomRoutes(app: HttpServer, deps: RoomsDeps): void {
  for (const addRoute of routes) addRoute(app, deps);
}
