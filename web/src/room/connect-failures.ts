import { ConnectionError, ConnectionErrorReason, DisconnectReason } from 'livekit-client';
import type { Failure } from '../api/failure.ts';

const UNREACHABLE: Failure = {
  title: 'The media server cannot be reached',
  text: 'Sound and picture travel on their own connection, and it could not be made. Try again; if it goes on, a firewall or VPN may be in the way.',
  retry: true,
};

const FULL: Failure = {
  title: 'The room seems to be full',
  text: 'The media server did not let you in, which mostly means that every place is taken. Try again when somebody has left.',
  retry: true,
};

const REFUSED: Failure = {
  title: 'The room did not let you in',
  text: 'Your entry was refused. Try again, or ask the person who sent the link for a new one.',
  retry: true,
};

const CLOSED: Failure = {
  title: 'The room was closed',
  text: 'It was closed while you were joining. Ask the person who sent the link whether it opens again.',
  retry: true,
};

const UNSUPPORTED: Failure = {
  title: 'This browser cannot make video calls',
  text: 'It lacks WebRTC, or has it switched off. Open the link in a current Chrome, Edge, Firefox or Safari.',
  retry: false,
};

/** Why this browser cannot take part at all. */
export function unsupportedBrowser(): Failure {
  return UNSUPPORTED;
}

/** What a failed connection to LiveKit means for the person who wanted to join. */
export function failureOfConnect(error: unknown): Failure {
  if (!(error instanceof ConnectionError)) return UNREACHABLE;
  if (error.reason === ConnectionErrorReason.NotAllowed) return error.status === 404 ? CLOSED : REFUSED;
  if (error.reason === ConnectionErrorReason.LeaveRequest) return failureOfLeave(error.context);
  // LiveKit closes the socket of somebody who finds no place, and a browser does not tell a page why. The client then
  // asks whether the server is there at all: only if it is, the failure stays one of the socket.
  return error.reason === ConnectionErrorReason.WebSocket ? FULL : UNREACHABLE;
}

function failureOfLeave(reason: unknown): Failure {
  if (reason === DisconnectReason.JOIN_FAILURE) return FULL;
  if (reason === DisconnectReason.ROOM_DELETED || reason === DisconnectReason.ROOM_CLOSED) return CLOSED;
  return REFUSED;
}
