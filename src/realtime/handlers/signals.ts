import { relaySignal } from '../../modules/meetings/index.ts';
import { callerOf } from '../sockets/caller.ts';
import type { Handlers } from './handler.ts';

/** What two people's browsers tell each other about a connection of their own. */
export const signalHandlers: Handlers<'signal:offer' | 'signal:answer' | 'signal:ice-candidate'> = {
  'signal:offer': async ({ deps }, peer, { to, offer }) =>
    relaySignal(deps.meetings, callerOf(peer), { type: 'signal:offer', to, data: { offer } }),
  'signal:answer': async ({ deps }, peer, { to, answer }) =>
    relaySignal(deps.meetings, callerOf(peer), { type: 'signal:answer', to, data: { answer } }),
  'signal:ice-candidate': async ({ deps }, peer, { to, candidate }) =>
    relaySignal(deps.meetings, callerOf(peer), { type: 'signal:ice-candidate', to, data: { candidate } }),
};
