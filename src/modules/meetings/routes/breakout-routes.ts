import { assignPeopleRoute } from '../breakouts/routes/assign-people.ts';
import { broadcastRoute } from '../breakouts/routes/broadcast.ts';
import { closeBreakoutsRoute } from '../breakouts/routes/close-breakouts.ts';
import { createBreakoutsRoute } from '../breakouts/routes/create-breakouts.ts';
import { enterBreakoutRoute } from '../breakouts/routes/enter-breakout.ts';
import { leaveBreakoutRoute } from '../breakouts/routes/leave-breakout.ts';
import { listBreakoutsRoute } from '../breakouts/routes/list-breakouts.ts';

/** The calls about the rooms beside the main one. */
export const breakoutRoutes = [
  listBreakoutsRoute,
  createBreakoutsRoute,
  assignPeopleRoute,
  broadcastRoute,
  closeBreakoutsRoute,
  enterBreakoutRoute,
  leaveBreakoutRoute,
];
