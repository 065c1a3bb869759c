import { useEffect, useReducer, useRef, useState, type Dispatch } from 'react';
import type { MeetingTicket } from '../api/meetings.ts';
import { FINAL_CODES } from './door-failures.ts';
import type { Frame } from './frames.ts';
import { MeetingSession } from './meeting-session.ts';
import { stateOf, type MeetingState } from './meeting-state.ts';
import { nextMeetingState, type MeetingAction } from './next-meeting-state.ts';
import { readAfresh } from './read-afresh.ts';
import { RealtimeClient } from './realtime-client.ts';

/** A meeting that one is in, kept up to date, and the ways to speak to it. */
export interface Meeting {
  state: MeetingState;
  dispatch: Dispatch<MeetingAction>;
  session: MeetingSession;
  /** Over the gateway. */
  client: RealtimeClient;
  /** The connection to the gateway stands. */
  isConnected: boolean;
  /** Hears every frame while the page is in the meeting. Returns how to stop. */
  listen: (hear: (frame: Frame) => void) => () => void;
}

interface MeetingOptions {
  ticket: MeetingTicket;
  name: string;
  adminToken: string | undefined;
  /** The server says that this person is not, or no longer, in the meeting. */
  onRefused: (code: string) => void;
}

/** Connects to the gateway for as long as the calling component is there. */
export function useMeeting(options: MeetingOptions): Meeting {
  const { ticket } = options;
  const [state, dispatch] = useReducer(nextMeetingState, { ...ticket, name: options.name }, stateOf);
  const [isConnected, setConnected] = useState(false);
  const listeners = useRef(new Set<(frame: Frame) => void>());
  const refused = useRef(options.onRefused);
  refused.current = options.onRefused;
  const [session] = useState(() => new MeetingSession(ticket, options.name, options.adminToken));
  const [client] = useState(
    () =>
      new RealtimeClient({
        meetingId: ticket.meetingId,
        greet: (ask, wasUnauthorized) => greet(session, ask, wasUnauthorized),
        final: FINAL_CODES,
        onFrame: (frame) => {
          if (frame.type === 'joined') session.take(frame.data['token']);
          dispatch({ type: 'frame', frame });
          for (const hear of listeners.current) hear(frame);
        },
        onReady: (complete) => {
          setConnected(true);
          if (!complete) void readAfresh(session, ticket.role === 'host', dispatch);
        },
        onLost: () => setConnected(false),
        onRefused: (failure) => refused.current(failure.code),
      }),
  );
  useEffect(() => {
    client.start();
    return () => client.stop();
  }, [client]);
  const [listen] = useState(() => (hear: (frame: Frame) => void) => {
    listeners.current.add(hear);
    return () => void listeners.current.delete(hear);
  });
  return { state, dispatch, session, client, isConnected, listen };
}

async function greet(session: MeetingSession, ask: RealtimeClient['ask'], wasUnauthorized: boolean): Promise<void> {
  if (wasUnauthorized) await session.renew();
  await ask('auth', { token: session.token });
  await ask('join-meeting', { meetingId: session.meetingId });
}
