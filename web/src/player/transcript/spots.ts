import type { TimedWord } from './timed-words.ts';

/** A segment as the page shows it. */
export interface ShownSegment {
  /** Its place among all. */
  index: number;
  speaker: string | null;
  start: number;
  end: number;
  words: readonly TimedWord[];
}

/** What is being said: the places of a segment, and of a word in it; -1 between two words. */
export interface Spot {
  segment: number;
  word: number;
}

/** Before anything was said. */
export const NOWHERE: Spot = { segment: -1, word: -1 };

/** What is said at a time. After a segment it stays the place until the next one begins. */
export function findSpot(segments: readonly ShownSegment[], seconds: number): Spot {
  const segment = lastBegun(segments, seconds);
  const words = segments[segment]?.words ?? [];
  const word = lastBegun(words, seconds);
  const isSaid = word >= 0 && seconds < (words[word]?.end ?? 0);
  return { segment, word: isSaid ? word : -1 };
}

/** The last that has begun, of what is sorted by its beginning; -1 before the first. Times are rounded by players. */
function lastBegun(sorted: readonly { start: number }[], seconds: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.start ?? Infinity) <= seconds + 0.005) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
