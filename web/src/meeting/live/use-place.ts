import type { Room } from 'livekit-client';
import { useCallback, useRef, useState } from 'react';
import { recallChoices } from '../../room/choices.ts';
import { enterRoom, type EnteredRoom, type MediaTicket } from '../../room/enter-room.ts';
import { JoinError } from '../../room/join-errors.ts';
import type { Notify } from '../../room/live/notices.ts';
import type { MeetingSession } from '../meeting-session.ts';

/** The LiveKit room of a meeting that one is in: the main one, or a breakout. */
export interface Place extends EnteredRoom {
  /** Null in the main room. */
  breakoutId: string | null;
  isMoving: boolean;
  /** Into a breakout that one was assigned to. */
  go: (breakoutId: string) => void;
  /** Into the main room. */
  back: () => void;
  /** Whether this page itself left the room for another. */
  hasLeft: (room: Room) => boolean;
}

/** Moves the person between the rooms of a meeting; camera and microphone come along as they are. */
export function usePlace(entered: EnteredRoom, session: MeetingSession, notify: Notify): Place {
  const [{ room, sending, breakoutId }, setPlace] = useState({ ...entered, breakoutId: null as string | null });
  const [isMoving, setMoving] = useState(false);
  const isBusy = useRef(false);
  const left = useRef(new WeakSet<Room>());
  const move = useCallback(
    async (askForTicket: () => Promise<MediaTicket>, to: string | null) => {
      if (isBusy.current) return;
      isBusy.current = true;
      setMoving(true);
      try {
        const next = await enterRoom(await askForTicket(), recallChoices());
        left.current.add(room);
        setPlace({ ...next, breakoutId: to });
        void room.disconnect();
      } catch (error) {
        notify(error instanceof JoinError ? error.failure.text : 'The other room could not be entered. Try again.');
      } finally {
        isBusy.current = false;
        setMoving(false);
      }
    },
    [room, notify],
  );
  const go = useCallback(
    (id: string) => void move(() => session.call<MediaTicket>('POST', `/breakouts/${encodeURIComponent(id)}/join`), id),
    [move, session],
  );
  const back = useCallback(
    () => void (breakoutId !== null && move(() => leaveBreakout(session, breakoutId), null)),
    [move, session, breakoutId],
  );
  const hasLeft = useCallback((one: Room) => left.current.has(one), []);
  return { room, sending, breakoutId, isMoving, go, back, hasLeft };
}

/** A breakout that was closed meanwhile can no longer be left; the way into the main room is to join again. */
function leaveBreakout(session: MeetingSession, breakoutId: string): Promise<MediaTicket> {
  const leaving = session.call<MediaTicket>('POST', `/breakouts/${encodeURIComponent(breakoutId)}/leave`);
  return leaving.catch(() => session.renew());
}
