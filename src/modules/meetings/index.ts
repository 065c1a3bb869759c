import type { HttpServer } from '../../http/http-server.ts';
import type { MeetingsDeps } from './deps.ts';
import { breakoutRoutes } from './routes/breakout-routes.ts';
import { lifecycleRoutes } from './routes/lifecycle-routes.ts';
import { peopleRoutes } from './routes/people-routes.ts';
import { planRoutes } from './routes/plan-routes.ts';
import { talkRoutes } from './routes/talk-routes.ts';

export { admit, deny } from './admission/decide-waiting.ts';
export { getWaiting, type WaitingStatus } from './admission/get-waiting.ts';
export type { Joined } from './admission/join-answer.ts';
export { joinAgain, joinMeeting, type JoinWish } from './admission/join-meeting.ts';
export { seeWaiting } from './admission/still-waiting.ts';
export { readVisitor, type Visitor } from './admission/visitor.ts';
export type { Waiting } from './admission/waiting-room.ts';
export { assignPeople } from './breakouts/assign-people.ts';
export { breakoutAfter } from './breakouts/breakout-after.ts';
export { broadcastToBreakouts } from './breakouts/broadcast.ts';
export { closeBreakouts } from './breakouts/close-breakouts.ts';
export { createBreakouts } from './breakouts/create-breakouts.ts';
export { enterBreakout } from './breakouts/enter-breakout.ts';
export { leaveBreakout } from './breakouts/leave-breakout.ts';
export { findBreakoutAt } from './breakouts/find-breakout-at.ts';
export { findBreakoutOf } from './breakouts/repository.ts';
export { mintBreakoutToken } from './breakouts/room-token.ts';
export { runBreakoutClock } from './breakouts/run-breakout-clock.ts';
export { forgetBroadcast, noteBroadcast } from './broadcasts/note-broadcast.ts';
export type { BroadcastKind } from './broadcasts/tables.ts';
export { createBroadcastSubscriber } from './broadcasts/tell-broadcasts.ts';
export { type HeardAt, type SpokenSegment, tellPartialSegment, tellSegments } from './captions/tell-segments.ts';
export { type Caption, relayCaption } from './chat/relay-caption.ts';
export { reactToMessage } from './chat/react-to-message.ts';
export { relayReaction } from './chat/relay-reaction.ts';
export { searchMessages } from './chat/search-messages.ts';
export { type NewMessage, sendMessage } from './chat/send-message.ts';
export type { MeetingsDeps } from './deps.ts';
export { channelOf } from './events/publish-events.ts';
export { readEvents, readFirstSeq, readLastSeqs, type StoredEvent } from './events/read-events.ts';
export { authenticateHost } from './hosts/authenticate-host.ts';
export { nameMeetings } from './events/name-meetings.ts';
export { forgetMeetings, isMeetingOpen } from './leaving/forget-meetings.ts';
export { readRecurring, readTemplates, readWorkspaceMeetings } from './leaving/read-workspace.ts';
export { removeWorkspaceMeetings } from './leaving/remove-workspace.ts';
export { endMeetingOfRoom } from './lifecycle/end-held-meeting.ts';
export { requireActive } from './lifecycle/require-active.ts';
export { runMeetings } from './lifecycle/run-meetings.ts';
export { callerIn, type MeetingCaller, requireHost } from './meeting-caller.ts';
export { changeRoleInRoom } from './people/change-role.ts';
export { closePoll } from './polls/close-poll.ts';
export { createPoll } from './polls/create-poll.ts';
export { vote } from './polls/vote.ts';
export { beat, closeGatewayStay, openGatewayStay } from './presence/gateway-stays.ts';
export { leaveMeeting } from './presence/leave-meeting.ts';
export { type MediaChange, raiseHand, setMedia } from './presence/set-media.ts';
export { createPresenceSubscriber } from './presence/subscriber.ts';
export { runPresence, sweepPresence } from './presence/sweep-presence.ts';
export { takeInSightings } from './presence/take-in.ts';
export { askQuestion } from './questions/ask-question.ts';
export { upvoteQuestion } from './questions/upvote-question.ts';
export { findMeeting } from './repository.ts';
export { relaySignal } from './signals/relay-signal.ts';

const routes = [...lifecycleRoutes, ...planRoutes, ...peopleRoutes, ...talkRoutes, ...breakoutRoutes];

/** Adds the calls about meetings. */
export function addMeetingRoutes(app: HttpServer, deps: MeetingsDeps): void {
  for (const addRoute of routes) addRoute(app, deps);
}
