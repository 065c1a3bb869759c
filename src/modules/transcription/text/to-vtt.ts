import type { Segment } from '../../../contracts/transcription.ts';
import { toPreciseClock } from './clock.ts';
import { toOneLine } from './line-breaks.ts';
import { splitCues } from './split-cues.ts';

type Said = Pick<Segment, 'speaker' | 'text' | 'start' | 'end' | 'words'>;

/** WebVTT: cues in the voice of their speaker. */
export async function* writeVtt(segments: AsyncIterable<Said>): AsyncGenerator<string> {
  yield 'WEBVTT\n\n';
  for await (const segment of segments) {
    const voice = segment.speaker === null ? '' : `<v ${toVttText(segment.speaker)}>`;
    for (const { start, end, text } of splitCues(segment)) {
      yield `${toPreciseClock(start, '.')} --> ${toPreciseClock(end, '.')}\n${voice}${toVttText(text)}\n\n`;
    }
  }
}

/** Without `>` there is neither a tag nor a `-->` in it. */
function toVttText(text: string): string {
  return toOneLine(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
