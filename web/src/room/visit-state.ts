import type { ToldActivity } from '../../../src/contracts/room-activity.ts';
import type { RoomLink } from '../api/room-links.ts';
import type { Ending } from './endings.ts';
import type { Failure } from '../api/failure.ts';
import type { JoinedRoom } from './join-room.ts';

/** Where a person is on their way through a room. */
export type VisitState =
  | { at: 'reading' }
  | { at: 'no-link'; failure: Failure }
  | { at: 'door'; link: RoomLink; joining: boolean; failure: Failure | null }
  | { at: 'room'; link: RoomLink; joined: JoinedRoom }
  | { at: 'ended'; link: RoomLink; ending: Ending; joining: boolean };

export type VisitEvent =
  | { type: 'read' }
  | { type: 'link-read'; link: RoomLink }
  | { type: 'link-failed'; failure: Failure }
  | { type: 'join' }
  | { type: 'joined'; joined: JoinedRoom }
  | { type: 'join-failed'; failure: Failure }
  | { type: 'consent-needed'; activity: ToldActivity }
  | { type: 'ended'; ending: Ending };

/** The next state. An event that does not belong to the present one changes nothing. */
export function nextVisitState(state: VisitState, event: VisitEvent): VisitState {
  switch (event.type) {
    case 'read':
      return { at: 'reading' };
    case 'link-read':
      return { at: 'door', link: event.link, joining: false, failure: null };
    case 'link-failed':
      return { at: 'no-link', failure: event.failure };
    case 'join':
      return 'joining' in state ? { ...state, joining: true } : state;
    case 'joined':
      return 'joining' in state ? { at: 'room', link: state.link, joined: event.joined } : state;
    case 'join-failed':
      return 'joining' in state ? afterFailedJoin(state.link, event.failure) : state;
    case 'consent-needed':
      return state.at === 'door' ? tellAtDoor(state.link, event.activity) : state;
    case 'ended':
      return state.at === 'room' ? { at: 'ended', link: state.link, ending: event.ending, joining: false } : state;
  }
}

/** To stay at the door, and read what goes out of the room. */
function tellAtDoor(link: RoomLink, activity: ToldActivity): VisitState {
  return { at: 'door', link: { ...link, ...activity }, joining: false, failure: null };
}

/** Back to the door, where the person can try again; a failure without another try ends the visit. */
function afterFailedJoin(link: RoomLink, failure: Failure): VisitState {
  return failure.retry ? { at: 'door', link, joining: false, failure } : { at: 'no-link', failure };
}
