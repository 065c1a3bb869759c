import { meanConfidence } from '../../../platform/stt/mean-confidence.ts';
import type { HeardWord, Utterance } from '../../../platform/stt/speech.ts';
import type { NewSegment } from '../store-segments.ts';
import type { Attribution, Turn } from './attribute.ts';

/** What was heard in a chunk as segments, each of one speaker. `at` is when they are written down. */
export function toSegments(position: number, utterances: readonly Utterance[], attribution: Attribution, at: Date): NewSegment[] {
  const turns = utterances.flatMap((utterance) => attribution.split(utterance.words));
  return turns.map((turn) => toSegment(position, turn, at));
}

function toSegment(position: number, { speaker, words }: Turn<HeardWord>, at: Date): NewSegment {
  const start = words[0]?.start ?? 0;
  return {
    segmentId: `${position}:${Math.round(start * 1_000)}`,
    speakerName: speaker?.name ?? null,
    participantId: speaker?.identity ?? null,
    trackSid: null,
    text: words.map(({ word }) => word).join(' '),
    start,
    end: words.at(-1)?.end ?? start,
    at,
    confidence: meanConfidence(words),
    words: words.map((word) => ({ ...word })),
  };
}
