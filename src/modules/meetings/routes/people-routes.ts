import { admitAllRoute } from './admit-all.ts';
import { createInviteRoute } from './create-invite.ts';
import { decideWaitingRoutes } from './decide-waiting.ts';
import { getAttendanceRoute } from './get-attendance.ts';
import { getWaitingRoute } from './get-waiting.ts';
import { joinMeetingRoute } from './join-meeting.ts';
import { kickPersonRoute } from './kick-person.ts';
import { listWaitingRoute } from './list-waiting.ts';
import { muteEverybodyRoute } from './mute-everybody.ts';
import { mutePersonRoutes } from './mute-person.ts';

/** The calls about who comes in, and about the people who are there. */
export const peopleRoutes = [
  joinMeetingRoute,
  listWaitingRoute,
  getWaitingRoute,
  decideWaitingRoutes,
  admitAllRoute,
  createInviteRoute,
  mutePersonRoutes,
  kickPersonRoute,
  muteEverybodyRoute,
  getAttendanceRoute,
];
