import { useEffect, useReducer, useRef } from 'react';
import { useMeetingPage } from '../live/meeting-context.ts';
import { nextCaptions, nextEnd, NO_CAPTIONS, type CaptionLine } from './caption-lines.ts';

/** What is being said, for as long as the calling component is there. */
export function useCaptions(): readonly CaptionLine[] {
  const { listen, isConnected } = useMeetingPage();
  const [state, dispatch] = useReducer(nextCaptions, NO_CAPTIONS);
  const connected = useRef(isConnected);
  connected.current = isConnected;
  useEffect(
    () =>
      listen((frame) => {
        // What is numbered and comes before that was missed while the connection was away, and is not being said now.
        if (connected.current || frame.seq === undefined) dispatch({ type: 'frame', frame, now: performance.now() });
      }),
    [listen],
  );
  const end = nextEnd(state);
  useEffect(() => {
    if (end === null) return;
    const wait = Math.max(0, end - performance.now()) + 1;
    const timer = setTimeout(() => dispatch({ type: 'passed', now: performance.now() }), wait);
    return () => clearTimeout(timer);
  }, [end]);
  return state.lines;
}
