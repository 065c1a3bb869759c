import type { HeardWord, Utterance } from '../../../platform/stt/speech.ts';
import type { Timeline } from '../timeline.ts';

/** What was heard, with its words at the times of the file, in seconds. */
export function placeInFile(utterance: Utterance, timeline: Timeline): Utterance {
  const place = (word: HeardWord): HeardWord => {
    const start = timeline.toTime(word.start) / 1_000;
    return { ...word, start: round(start), end: round(start + word.end - word.start) };
  };
  return { ...utterance, words: utterance.words.map(place) };
}

function round(seconds: number): number {
  return Math.round(seconds * 1_000) / 1_000;
}
