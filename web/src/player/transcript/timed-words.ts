import type { Segment } from '../../../../src/contracts/transcription.ts';

/** A word as it is written, and when it is said, in seconds. */
export interface TimedWord {
  text: string;
  start: number;
  end: number;
}

type Spoken = Pick<Segment, 'text' | 'start' | 'end' | 'words'>;

/**
 * The words of a segment as its text writes them, with capitals and full stops, each with the time of the one that was
 * heard. Where their number differs, or none have times, the segment's time is shared out by their lengths.
 */
export function timedWords({ text, start, end, words = [] }: Spoken): TimedWord[] {
  const written = text.trim().split(/\s+/u).filter(Boolean);
  if (written.length === words.length) {
    return words.map((word, index) => ({ text: written[index] ?? word.word, start: word.start, end: word.end }));
  }
  const all = written.reduce((sum, word) => sum + word.length, 0);
  let before = 0;
  return written.map((word) => {
    const from = start + ((end - start) * before) / all;
    before += word.length;
    return { text: word, start: from, end: start + ((end - start) * before) / all };
  });
}
