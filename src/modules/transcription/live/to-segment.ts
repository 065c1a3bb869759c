import type { SoundTrack } from '../../../platform/livekit/listen/sound.ts';
import type { Utterance } from '../../../platform/stt/speech.ts';
import type { NewSegment } from '../store-segments.ts';
import type { Timeline } from '../timeline.ts';

interface Heard {
  segmentId: string;
  track: SoundTrack;
  utterance: Utterance;
  timeline: Timeline;
  startedAt: Date;
}

/** What a recogniser heard, in seconds from the beginning of the transcription. */
export function toSegment({ segmentId, track, utterance, timeline, startedAt }: Heard): NewSegment {
  const toSeconds = (moment: number) => secondsFrom(startedAt, timeline.toTime(moment));
  const words = utterance.words.map((word) => ({ ...word, start: toSeconds(word.start), end: toSeconds(word.end) }));
  const first = utterance.words[0]?.start ?? timeline.seconds;
  return {
    ...speakerOf(track),
    segmentId,
    text: utterance.text,
    start: toSeconds(first),
    end: words.at(-1)?.end ?? toSeconds(timeline.seconds),
    at: new Date(timeline.toTime(first)),
    confidence: utterance.confidence,
    words,
  };
}

/** Seconds to the millisecond; what began before the transcription did begins with it. */
export function secondsFrom(startedAt: Date, wall: number): number {
  return Math.max(0, Math.round(wall - startedAt.getTime())) / 1_000;
}

export function speakerOf({ readName, participantId, trackSid }: SoundTrack) {
  return { speakerName: readName(), participantId, trackSid };
}
