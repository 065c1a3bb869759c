import { useCallback, useEffect, useState, type RefObject } from 'react';
import type { Spot } from './spots.ts';
import { findItem, findWord } from './use-marks.ts';

const SCROLLING_KEYS = new Set(['PageUp', 'PageDown', 'Home', 'End', 'ArrowUp', 'ArrowDown']);

interface Following {
  isFollowing: boolean;
  follow: () => void;
}

/** Keeps what is being said in sight, until the reader scrolls somewhere else. */
export function useFollow(place: RefObject<HTMLElement | null>, spot: Spot, isPaused: boolean): Following {
  const [isFollowing, setFollowing] = useState(true);
  const follow = useCallback(() => setFollowing(true), []);
  useEffect(() => {
    const box = place.current;
    if (!box) return;
    const stop = () => setFollowing(false);
    const press = (event: KeyboardEvent) => SCROLLING_KEYS.has(event.key) && stop();
    // A press beside the content is one on the bar that scrolls.
    const grab = (event: PointerEvent) => event.target === box && event.offsetX > box.clientWidth && stop();
    box.addEventListener('wheel', stop, { passive: true });
    box.addEventListener('touchmove', stop, { passive: true });
    box.addEventListener('keydown', press);
    box.addEventListener('pointerdown', grab);
    return () => {
      box.removeEventListener('wheel', stop);
      box.removeEventListener('touchmove', stop);
      box.removeEventListener('keydown', press);
      box.removeEventListener('pointerdown', grab);
    };
  }, [place]);
  useEffect(() => {
    if (isFollowing && !isPaused && place.current) bringIntoSight(place.current, spot);
  }, [place, spot, isFollowing, isPaused]);
  return { isFollowing, follow };
}

/** Scrolls the box alone, not the page around it. */
function bringIntoSight(box: HTMLElement, spot: Spot): void {
  const item = findItem(box, spot.segment);
  if (!item) return;
  const seen = box.getBoundingClientRect();
  const whole = item.getBoundingClientRect();
  // Of what is higher than half of the box, the word decides.
  const target = whole.height > seen.height / 2 ? (findWord(item, spot.word)?.getBoundingClientRect() ?? whole) : whole;
  const top = target.top - seen.top;
  if (top >= seen.height * 0.08 && top + target.height <= seen.height * 0.75) return;
  const distance = top - seen.height * 0.3;
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches || Math.abs(distance) > seen.height * 1.5;
  box.scrollBy({ top: distance, behavior: isCalm ? 'instant' : 'smooth' });
}
