import { useEffect, useRef } from 'react';
import { isForField, isPress } from './hotkeys.ts';

/** Does something when a letter is pressed anywhere in the page but where people write. */
export function useHotkey(letter: string, act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isAsking = document.querySelector('dialog[open]') !== null;
      if (!isAsking && !isForField(event.target) && isPress(event, letter)) latest.current();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [letter]);
}
