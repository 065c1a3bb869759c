import {
  assignPeople,
  broadcastToBreakouts,
  closeBreakouts,
  createBreakouts,
  enterBreakout,
  leaveBreakout,
} from '../../modules/meetings/index.ts';
import { callerOf } from '../sockets/caller.ts';
import type { Handlers } from './handler.ts';

type Breakout = 'breakout:create' | 'breakout:assign' | 'breakout:join' | 'breakout:leave' | 'breakout:broadcast' | 'breakout:close';

/** The rooms beside the main one. */
export const breakoutHandlers: Handlers<Breakout> = {
  'breakout:create': ({ deps }, peer, rooms) => createBreakouts(deps.meetings, callerOf(peer), rooms),
  'breakout:assign': ({ deps }, peer, places) => assignPeople(deps.meetings, callerOf(peer), places),
  'breakout:join': ({ deps }, peer, breakout) => enterBreakout(deps.meetings, callerOf(peer), breakout),
  'breakout:leave': ({ deps }, peer, breakout) => leaveBreakout(deps.meetings, callerOf(peer), breakout),
  'breakout:broadcast': ({ deps }, peer, message) => broadcastToBreakouts(deps.meetings, callerOf(peer), message),
  'breakout:close': ({ deps }, peer) => closeBreakouts(deps.meetings, callerOf(peer)),
};
