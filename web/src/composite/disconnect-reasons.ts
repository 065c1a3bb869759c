import { DisconnectReason } from 'livekit-client';

const TEXTS = new Map<DisconnectReason | undefined, string>([
  [DisconnectReason.DUPLICATE_IDENTITY, 'Somebody else joined the room under the same identity.'],
  [DisconnectReason.SERVER_SHUTDOWN, 'The media server was stopped.'],
  [DisconnectReason.PARTICIPANT_REMOVED, 'It was removed from the room.'],
  [DisconnectReason.ROOM_DELETED, 'The room was closed.'],
  [DisconnectReason.ROOM_CLOSED, 'The room was closed.'],
]);

/** Why the connection to a room ended, as a sentence for whoever asked for the recording. */
export function textOfDisconnect(reason: DisconnectReason | undefined): string {
  return TEXTS.get(reason) ?? 'The connection to the room was lost.';
}

/** Whether there is no room any more, so that nobody is left to record. */
export function isRoomClosed(reason: DisconnectReason | undefined): boolean {
  return reason === DisconnectReason.ROOM_DELETED || reason === DisconnectReason.ROOM_CLOSED;
}
