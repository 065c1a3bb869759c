import { useCallback, useEffect, useRef } from 'react';
import { comesBackByItself, type Ending } from '../../room/endings.ts';
import { useEnding } from '../../room/live/use-ending.ts';
import type { MeetingEnding } from '../meeting-endings.ts';
import type { MeetingEnd } from '../meeting-state.ts';
import type { Place } from './use-place.ts';

/** LiveKit and the gateway tell of the same end, either first; the gateway's word has the reason. */
const PATIENCE_MS = 1_000;

/**
 * Tells how the stay in a meeting ended, once it has. Who is in a breakout that LiveKit closes goes back into
 * the main room instead.
 */
export function useMeetingEnd(place: Place, end: MeetingEnd | null, onEnd: (ending: MeetingEnding) => void): void {
  const isOver = useRef(false);
  const finish = useCallback(
    (ending: MeetingEnding) => {
      if (isOver.current) return;
      isOver.current = true;
      onEnd(ending);
    },
    [onEnd],
  );
  const { room, breakoutId, hasLeft, back } = place;
  const onRoomEnd = useCallback(
    (ending: Ending) => {
      if (hasLeft(room)) return;
      if (ending === 'left' || ending === 'elsewhere' || comesBackByItself(ending)) return finish({ ending });
      setTimeout(() => {
        if (isOver.current || hasLeft(room)) return;
        if (breakoutId === null) finish({ ending });
        else back();
      }, PATIENCE_MS);
    },
    [room, breakoutId, hasLeft, back, finish],
  );
  useEnding(room, onRoomEnd);
  useEffect(() => {
    if (!end) return;
    finish({ ending: end.kind === 'kicked' ? 'removed' : 'closed', reason: end.reason });
    void room.disconnect();
  }, [end, room, finish]);
}
