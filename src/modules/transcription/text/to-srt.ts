import type { Segment } from '../../../contracts/transcription.ts';
import { toPreciseClock } from './clock.ts';
import { toOneLine } from './line-breaks.ts';
import { splitCues } from './split-cues.ts';

type Said = Pick<Segment, 'speaker' | 'text' | 'start' | 'end' | 'words'>;

/** SubRip: numbered cues, each with the name of its speaker. */
export async function* writeSrt(segments: AsyncIterable<Said>): AsyncGenerator<string> {
  let number = 0;
  for await (const segment of segments) {
    const name = segment.speaker === null ? '' : `${toSrtText(segment.speaker)}: `;
    for (const { start, end, text } of splitCues(segment)) {
      number += 1;
      yield `${number}\n${toPreciseClock(start, ',')} --> ${toPreciseClock(end, ',')}\n${name}${toSrtText(text)}\n\n`;
    }
  }
}

/** Players take `<…>` for markup and `-->` for a time, and SubRip has no other way to write these. */
function toSrtText(text: string): string {
  return toOneLine(text).replaceAll('<', '‹').replaceAll('>', '›');
}
