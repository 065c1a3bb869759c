import type { LocalTrack } from 'livekit-client';
import { useCallback, useEffect, useReducer } from 'react';
import type { RoomActivity } from '../../../src/contracts/room-activity.ts';
import { readRoomLink } from '../api/room-links.ts';
import { failureAtDoor } from './api-failures.ts';
import { recallChoices, recallName, rememberName, type MediaChoices } from './choices.ts';
import { comesBackByItself, type Ending } from './endings.ts';
import { ConsentNeeded, JoinError } from './join-errors.ts';
import { joinRoom, type JoinedRoom } from './join-room.ts';
import type { Entry } from './prejoin/PreJoin.tsx';
import { useAutoRejoin } from './use-auto-rejoin.ts';
import { nextVisitState, type VisitState } from './visit-state.ts';

export interface RoomVisit {
  state: VisitState;
  readLink: () => void;
  join: (entry: Entry) => void;
  /** Joins again under the same name, with what was on when the person was last in. */
  rejoin: () => void;
  end: (ending: Ending) => void;
}

/** Leads a person through a room: reads the link, joins, ends, joins again. */
export function useRoomVisit(linkToken: string): RoomVisit {
  const [state, dispatch] = useReducer(nextVisitState, { at: 'reading' });

  const readLink = useCallback(() => {
    dispatch({ type: 'read' });
    readRoomLink(linkToken).then(
      (link) => dispatch({ type: 'link-read', link }),
      (error: unknown) => dispatch({ type: 'link-failed', failure: failureAtDoor(error) }),
    );
  }, [linkToken]);
  useEffect(readLink, [readLink]);

  const enter = useCallback(
    (name: string, choices: MediaChoices, takeTracks: () => LocalTrack[], agreed: RoomActivity | null) => {
      dispatch({ type: 'join' });
      joinRoom(linkToken, name, choices, takeTracks, agreed).then(
        (joined) => dispatch({ type: 'joined', joined }),
        (error: unknown) => {
          if (error instanceof ConsentNeeded) return dispatch({ type: 'consent-needed', activity: error.activity });
          const failure = error instanceof JoinError ? error.failure : failureAtDoor(error);
          dispatch({ type: 'join-failed', failure });
        },
      );
    },
    [linkToken],
  );

  const join = useCallback(
    ({ name, choices, takeTracks, agreed }: Entry) => {
      rememberName(name);
      enter(name, choices, takeTracks, agreed);
    },
    [enter],
  );
  const rejoin = useCallback(() => enter(recallName(), recallChoices(), () => [], null), [enter]);
  const joined = useCallback((room: JoinedRoom) => dispatch({ type: 'joined', joined: room }), []);
  const rejoinQuietly = useCallback(
    () => joinRoom(linkToken, recallName(), recallChoices(), () => [], null),
    [linkToken],
  );
  const isAway = state.at === 'ended' && !state.joining && comesBackByItself(state.ending);
  useAutoRejoin(isAway, rejoinQuietly, joined);
  const end = useCallback((ending: Ending) => dispatch({ type: 'ended', ending }), []);
  return { state, readLink, join, rejoin, end };
}
