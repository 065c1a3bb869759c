import type { ToldActivity } from '../../../src/contracts/room-activity.ts';
import type { Failure } from '../api/failure.ts';
import type { PublicMeeting } from '../api/meetings.ts';
import type { Entry } from '../room/prejoin/PreJoin.tsx';
import { CANCELLED, OVER } from './door-failures.ts';
import type { MeetingStay } from './enter-meeting.ts';
import type { MeetingEnding } from './meeting-endings.ts';

/** Where a person is on their way through a meeting. */
export type VisitState =
  | { at: 'reading' }
  | { at: 'no-meeting'; failure: Failure }
  | { at: 'door'; meeting: PublicMeeting; joining: boolean; failure: Failure | null }
  | { at: 'early'; meeting: PublicMeeting; entry: Entry; joining: boolean }
  | { at: 'waiting'; meeting: PublicMeeting; entry: Entry; joining: boolean }
  | { at: 'meeting'; meeting: PublicMeeting; stay: MeetingStay }
  | { at: 'ended'; meeting: PublicMeeting; ending: MeetingEnding; joining: boolean };

export type VisitEvent =
  | { type: 'read' }
  | { type: 'meeting-read'; meeting: PublicMeeting }
  | { type: 'read-failed'; failure: Failure }
  | { type: 'join' }
  | { type: 'joined'; stay: MeetingStay }
  | { type: 'join-failed'; failure: Failure }
  | { type: 'not-started'; entry: Entry; scheduledAt: string | undefined }
  | { type: 'wait'; entry: Entry }
  | { type: 'consent-needed'; activity: ToldActivity }
  | { type: 'back-to-door' }
  | { type: 'ended'; ending: MeetingEnding };

/** The next state. An event that does not belong to the present one changes nothing. */
export function nextVisitState(state: VisitState, event: VisitEvent): VisitState {
  switch (event.type) {
    case 'read':
      return { at: 'reading' };
    case 'meeting-read':
      return arrive(event.meeting);
    case 'read-failed':
      return { at: 'no-meeting', failure: event.failure };
    case 'ended':
      return state.at === 'meeting'
        ? { at: 'ended', meeting: state.meeting, ending: event.ending, joining: false }
        : state;
    default:
      return 'joining' in state ? afterAsking(state, event) : state;
  }
}

type Asking = Extract<VisitState, { joining: boolean }>;
type Answer = Exclude<VisitEvent, { type: 'read' | 'meeting-read' | 'read-failed' | 'ended' }>;

/** What follows from the wish to come in. */
function afterAsking(state: Asking, event: Answer): VisitState {
  const { meeting } = state;
  switch (event.type) {
    case 'join':
      return { ...state, joining: true };
    case 'joined':
      return { at: 'meeting', meeting, stay: event.stay };
    case 'join-failed':
      return event.failure.retry
        ? { ...doorOf(meeting), failure: event.failure }
        : { at: 'no-meeting', failure: event.failure };
    case 'not-started': {
      const { scheduledAt = meeting.scheduledAt } = event;
      return { at: 'early', meeting: { ...meeting, scheduledAt }, entry: event.entry, joining: false };
    }
    case 'wait':
      return { at: 'waiting', meeting, entry: event.entry, joining: false };
    case 'consent-needed':
      return doorOf({ ...meeting, ...event.activity });
    case 'back-to-door':
      return doorOf(meeting);
  }
}

function arrive(meeting: PublicMeeting): VisitState {
  if (meeting.status === 'ended') return { at: 'no-meeting', failure: OVER };
  return meeting.status === 'cancelled' ? { at: 'no-meeting', failure: CANCELLED } : doorOf(meeting);
}

function doorOf(meeting: PublicMeeting): Extract<VisitState, { at: 'door' }> {
  return { at: 'door', meeting, joining: false, failure: null };
}
