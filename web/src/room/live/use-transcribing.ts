import type { Room } from 'livekit-client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { parseTranscribing } from '../activity.ts';
import { usePlaceWord } from '../place-word.ts';
import { followTold } from './follow-told.ts';
import type { Notify } from './notices.ts';

/** A last sentence may be told so long after the end. */
const AFTER_END_MS = 10_000;

export interface Transcribing {
  isOn: boolean;
  /** The server has said so. */
  tell: (isOn: boolean) => void;
  /** Something was just written down. */
  hear: () => void;
}

/**
 * Whether what is said in a room is being written down, which people must know: as the server says on the way in and by a
 * message to the room when it changes.
 */
export function useTranscribing(room: Room, initially: boolean, notify: Notify): Transcribing {
  const [isOn, setOn] = useState(initially);
  const endedAt = useRef(-Infinity);
  const tell = useCallback((on: boolean) => {
    endedAt.current = on ? -Infinity : performance.now();
    setOn(on);
  }, []);
  const hear = useCallback(() => {
    if (performance.now() - endedAt.current > AFTER_END_MS) setOn(true);
  }, []);
  useEffect(() => follow(room, tell), [room, tell]);
  useNotices(isOn, notify);
  return { isOn, tell, hear };
}

function follow(room: Room, tell: (isOn: boolean) => void): () => void {
  return followTold(room, (payload) => {
    const isOn = parseTranscribing(payload);
    if (isOn !== null) tell(isOn);
  });
}

function useNotices(isOn: boolean, notify: Notify): void {
  const was = useRef(false);
  const word = usePlaceWord();
  useEffect(() => {
    const begun = `This ${word} is being transcribed: what is said here is written down, with names.`;
    if (was.current !== isOn) notify(isOn ? begun : `This ${word} is no longer being transcribed.`);
    was.current = isOn;
  }, [isOn, notify, word]);
}
