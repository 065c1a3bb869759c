import { forbidden } from '../../core/errors.ts';
import { admit, deny, type MeetingCaller } from '../../modules/meetings/index.ts';
import type { Peer } from '../sockets/peer.ts';
import { callerOf } from '../sockets/caller.ts';
import type { Handlers } from './handler.ts';

/** What a host decides about somebody at the door. */
export const waitingRoomHandlers: Handlers<'waiting-room:admit' | 'waiting-room:deny'> = {
  'waiting-room:admit': ({ deps }, peer, { meetingId, waitingId }) => admit(deps.meetings, callerAt(peer, meetingId), waitingId),
  'waiting-room:deny': ({ deps }, peer, { meetingId, waitingId }) => deny(deps.meetings, callerAt(peer, meetingId), waitingId),
};

/** They may name the meeting, which must be the one that they are in. */
function callerAt(peer: Peer, meetingId: string | undefined): MeetingCaller {
  const caller = callerOf(peer);
  if (meetingId === undefined || meetingId === caller.meetingId) return caller;
  throw forbidden('You are in another meeting.');
}
