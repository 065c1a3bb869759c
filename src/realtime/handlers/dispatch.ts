import type { ClientMessageType } from '../../contracts/realtime.ts';
import type { CheckedFrame } from '../frames/read-frame.ts';
import type { Gateway } from '../gateway.ts';
import type { Peer } from '../sockets/peer.ts';
import { authenticateSocket } from './auth.ts';
import { breakoutHandlers } from './breakouts.ts';
import { broadcastHandlers } from './broadcasts.ts';
import type { Handlers } from './handler.ts';
import { joinBySocket } from './join.ts';
import { leaveBySocket } from './leave.ts';
import { ownHandlers } from './own.ts';
import { resumeBySocket } from './resume.ts';
import { signalHandlers } from './signals.ts';
import { talkHandlers } from './talk.ts';
import { waitingRoomHandlers } from './waiting-room.ts';

const handlers: Handlers<ClientMessageType> = {
  auth: authenticateSocket,
  resume: resumeBySocket,
  'join-meeting': joinBySocket,
  'waiting-room:join': joinBySocket,
  'leave-meeting': leaveBySocket,
  ...ownHandlers,
  ...talkHandlers,
  ...signalHandlers,
  ...waitingRoomHandlers,
  ...breakoutHandlers,
  ...broadcastHandlers,
};

export async function dispatch(gateway: Gateway, peer: Peer, { type, data }: CheckedFrame): Promise<object | void> {
  const handle = handlers[type] as (gateway: Gateway, peer: Peer, data: unknown) => Promise<object | void>;
  return handle(gateway, peer, data);
}
