import { useEffect, useRef } from 'react';
import type { Notify } from '../../room/live/notices.ts';
import type { Waiting } from '../meeting-state.ts';
import { compareWaiting } from './compare-waiting.ts';

/** Tells a host of who came to the door, for as long as they stand there. */
export function useWaitingNotices(waiting: Waiting[], notify: Notify, retract: (text: string) => void): void {
  const before = useRef<Waiting[]>([]);
  useEffect(() => {
    const { come, gone } = compareWaiting(before.current, waiting);
    before.current = waiting;
    for (const name of come) notify(sentenceOf(name));
    for (const name of gone) retract(sentenceOf(name));
  }, [waiting, notify, retract]);
}

function sentenceOf(name: string): string {
  return `${name} waits to be let in.`;
}
