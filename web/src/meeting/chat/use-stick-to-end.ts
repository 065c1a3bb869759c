import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

const NEAR_PX = 80;

/** Keeps a list at its end while new entries come, unless the person has scrolled up to read. */
export function useStickToEnd(list: RefObject<HTMLElement | null>, newest: unknown): void {
  const isAtEnd = useRef(true);
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const scrolled = () => {
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
    };
    element.addEventListener('scroll', scrolled, { passive: true });
    return () => element.removeEventListener('scroll', scrolled);
  }, [list]);
  useLayoutEffect(() => {
    const element = list.current;
    if (element && isAtEnd.current) element.scrollTop = element.scrollHeight;
  }, [list, newest]);
}
