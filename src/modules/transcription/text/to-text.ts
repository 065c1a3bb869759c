import type { Segment } from '../../../contracts/transcription.ts';
import { toClock } from './clock.ts';
import { toOneLine } from './line-breaks.ts';

type Said = Pick<Segment, 'speaker' | 'text' | 'start'>;

/** Stands where nobody knows who spoke. */
export const nobody = 'Speaker';

/** `[hh:mm:ss] Name: words`, counted from the beginning. */
export function toTextLine({ speaker, text, start }: Said): string {
  return `[${toClock(start)}] ${toOneLine(speaker ?? nobody)}: ${toOneLine(text)}\n`;
}

export async function* writeText(segments: AsyncIterable<Said>): AsyncGenerator<string> {
  for await (const segment of segments) yield toTextLine(segment);
}
