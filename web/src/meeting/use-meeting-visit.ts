import { useCallback, useEffect, useReducer, useState } from 'react';
import { ApiFailure } from '../api/api-failure.ts';
import { joinMeeting, readMeeting } from '../api/meetings.ts';
import { recallChoices, recallName, rememberName } from '../room/choices.ts';
import { comesBackByItself } from '../room/endings.ts';
import { ConsentNeeded, JoinError } from '../room/join-errors.ts';
import type { Entry } from '../room/prejoin/PreJoin.tsx';
import { useAutoRejoin } from '../room/use-auto-rejoin.ts';
import { failureAtDoor } from './door-failures.ts';
import { enterMeeting, type MeetingStay } from './enter-meeting.ts';
import { forgetAdminToken, readAddress, type MeetingAddress } from './meeting-address.ts';
import type { MeetingEnding } from './meeting-endings.ts';
import { nextVisitState, type VisitEvent, type VisitState } from './visit-state.ts';

export interface MeetingVisit {
  state: VisitState;
  address: MeetingAddress;
  read: () => void;
  join: (entry: Entry) => void;
  /** Joins again under the same name, with what was on when the person was last in. */
  rejoin: () => void;
  /** A host, or the meeting's time, has decided that this person may not come in. */
  turnAway: (error: unknown) => void;
  backToDoor: () => void;
  end: (ending: MeetingEnding) => void;
}

/** Leads a person through a meeting: reads what it is, joins, waits, ends, joins again. */
export function useMeetingVisit(meetingId: string): MeetingVisit {
  const [state, dispatch] = useReducer(nextVisitState, { at: 'reading' });
  const [address, disown] = useAddress(meetingId);
  const read = useCallback(() => {
    dispatch({ type: 'read' });
    readMeeting(meetingId).then(
      (meeting) => dispatch({ type: 'meeting-read', meeting }),
      (error: unknown) => dispatch({ type: 'read-failed', failure: failureAtDoor(error) }),
    );
  }, [meetingId]);
  useEffect(read, [read]);

  const join = useCallback(
    (entry: Entry) => {
      rememberName(entry.name);
      dispatch({ type: 'join' });
      void askToCome(address, entry, disown).then(dispatch);
    },
    [address, disown],
  );
  const rejoin = useCallback(() => join(entryAsBefore()), [join]);
  const turnAway = useCallback((error: unknown) => dispatch(failedBy(error)), []);
  const askAgain = useCallback(() => askToCome(address, entryAsBefore(), disown), [address, disown]);
  useReturn(askAgain, state, dispatch);
  const backToDoor = useCallback(() => dispatch({ type: 'back-to-door' }), []);
  const end = useCallback((ending: MeetingEnding) => dispatch({ type: 'ended', ending }), []);
  return { state, address, read, join, rejoin, turnAway, backToDoor, end };
}

/**
 * Reads the address once, and takes the admin token out of it, so that nobody copies it along with the link. The second
 * value forgets the token, which does not hold.
 */
function useAddress(meetingId: string): [MeetingAddress, () => void] {
  const [address, setAddress] = useState(() => readAddress(meetingId, location, sessionStorage));
  useEffect(() => history.replaceState(history.state, '', location.pathname + location.search), []);
  const disown = useCallback(() => {
    forgetAdminToken(meetingId, sessionStorage);
    setAddress(readAddress(meetingId, location, sessionStorage));
  }, [meetingId]);
  return [address, disown];
}

/** Comes back by itself after a stay that nobody meant to end, until the server says that this cannot be. */
function useReturn(ask: () => Promise<VisitEvent>, state: VisitState, dispatch: (event: VisitEvent) => void): void {
  const isAway = state.at === 'ended' && !state.joining && comesBackByItself(state.ending.ending);
  const tryToJoin = useCallback(async () => {
    const event = await ask();
    if (event.type === 'joined') return event.stay;
    if (event.type !== 'join-failed' || !event.failure.retry) dispatch(event);
    throw new Error('Not yet.');
  }, [ask, dispatch]);
  const joined = useCallback((stay: MeetingStay) => dispatch({ type: 'joined', stay }), [dispatch]);
  useAutoRejoin(isAway, tryToJoin, joined);
}

/** Nobody stood at the door, so nobody was told there what goes out of the meeting: they are asked inside. */
function entryAsBefore(): Entry {
  return { name: recallName(), choices: recallChoices(), takeTracks: () => [], agreed: null };
}

/** Asks to come in, and tells what came of it. */
async function askToCome(address: MeetingAddress, entry: Entry, onWrongToken: () => void): Promise<VisitEvent> {
  const { meetingId, adminToken, inviteToken } = address;
  try {
    const wish = { name: entry.name, ...(adminToken ? { adminToken } : {}), ...(inviteToken ? { inviteToken } : {}) };
    const ticket = await joinMeeting(meetingId, wish);
    if (ticket.status === 'waiting') return { type: 'wait', entry };
    return { type: 'joined', stay: await enterMeeting(ticket, entry.choices, entry.takeTracks, entry.agreed) };
  } catch (error) {
    if (error instanceof ConsentNeeded) return { type: 'consent-needed', activity: error.activity };
    if (error instanceof ApiFailure && error.code === 'meeting-not-started') {
      return { type: 'not-started', entry, scheduledAt: error.scheduledAt };
    }
    if (error instanceof ApiFailure && error.code === 'forbidden') onWrongToken();
    return failedBy(error);
  }
}

function failedBy(error: unknown): VisitEvent {
  return { type: 'join-failed', failure: error instanceof JoinError ? error.failure : failureAtDoor(error) };
}
