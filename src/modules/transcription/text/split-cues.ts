import type { Segment } from '../../../contracts/transcription.ts';
import { toOneLine } from './line-breaks.ts';

/** A piece of a segment that is shown at once; seconds. */
export interface Cue {
  start: number;
  end: number;
  text: string;
}

/** Two lines of subtitles, and as long as one looks at them. */
const maxLength = 84;
const maxSeconds = 7;
/** Nothing is shown for no time at all. */
const minSeconds = 0.1;

type Said = Pick<Segment, 'text' | 'start' | 'end' | 'words'>;
interface Token extends Cue {
  /** Whether it is a word of its own, and not the rest of a long one. */
  isWord: boolean;
}

/** Cuts a segment where words begin, so that no piece is too long to be read or shown. */
export function splitCues(segment: Said): Cue[] {
  const cues: Cue[] = [];
  for (const token of tokensOf(segment)) {
    const last = cues.at(-1);
    const joined = last && `${last.text}${token.isWord ? ' ' : ''}${token.text}`;
    if (last && joined && joined.length <= maxLength && token.end - last.start <= maxSeconds) {
      Object.assign(last, { text: joined, end: token.end });
    } else {
      cues.push({ start: token.start, end: token.end, text: token.text });
    }
  }
  return cues.map((cue) => ({ ...cue, end: Math.max(cue.end, cue.start + minSeconds) }));
}

/** The words as they are written, each with its time: as it was heard, else as long as it is in its segment. */
function tokensOf({ text, start, end, words = [] }: Said): Token[] {
  const written = toOneLine(text).split(/\s+/).filter((word) => word !== '');
  const heard = words.length === written.length ? words : null;
  const length = written.reduce((sum, word) => sum + word.length, 0);
  let before = 0;
  return written.flatMap((word, i) => {
    const at = (characters: number) => start + ((end - start) * characters) / length;
    const span = heard?.[i] ?? { start: at(before), end: at(before + word.length) };
    before += word.length;
    return cutWord(word, span);
  });
}

/** Where words are not set apart, one may be as long as a sentence. */
function cutWord(word: string, { start, end }: { start: number; end: number }): Token[] {
  const characters = [...word];
  const count = Math.max(1, Math.ceil(characters.length / maxLength), Math.ceil((end - start) / maxSeconds));
  const size = Math.ceil(characters.length / Math.min(count, characters.length));
  const at = (position: number) => start + ((end - start) * Math.min(position, characters.length)) / characters.length;
  const starts = Array.from({ length: Math.ceil(characters.length / size) }, (_, i) => i * size);
  return starts.map((first, i) => ({
    text: characters.slice(first, first + size).join(''),
    start: at(first),
    end: at(first + size),
    isWord: i === 0,
  }));
}
