import { useEffect, type RefObject } from 'react';
import type { Spot } from './spots.ts';

/**
 * Marks the segment and the word that are being said. By hand: drawing a list of thousands anew with every word would cost
 * more than the film. `list` changes when it was drawn anew.
 */
export function useMarks(place: RefObject<HTMLElement | null>, spot: Spot, list: unknown): void {
  useEffect(() => {
    const item = findItem(place.current, spot.segment);
    const word = findWord(item, spot.word);
    item?.setAttribute('aria-current', 'true');
    word?.classList.add('transcript-now');
    return () => {
      item?.removeAttribute('aria-current');
      word?.classList.remove('transcript-now');
    };
  }, [place, spot, list]);
}

/** The element of a segment, by its place among all; it is not there while a search leaves it out. */
export function findItem(list: HTMLElement | null, segment: number): HTMLElement | null {
  return list?.querySelector<HTMLElement>(`[data-segment="${segment}"]`) ?? null;
}

export function findWord(item: HTMLElement | null, word: number): HTMLElement | null {
  return item?.querySelectorAll<HTMLElement>('.transcript-word')[word] ?? null;
}
