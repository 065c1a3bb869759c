import type { TranscriptionDeps, ToldSegment } from './deps.ts';
import { nameSpeaker } from './segment-view.ts';
import { roomOf } from './store-segments.ts';
import type { StoredSegment, Transcription } from './tables.ts';
import { maskProfanity } from './text/mask-profanity.ts';

/** What is understood so far of a sentence that goes on. */
export type PartialSegment = Omit<StoredSegment, 'transcriptionId' | 'workspaceId' | 'words' | 'confidence'>;

/**
 * Shows the people of a meeting what somebody is saying. Nothing of it is kept.
 * @returns it as callers see it; null when it is not wanted.
 */
export function tellPartial(
  { audience }: Pick<TranscriptionDeps, 'audience'>,
  transcription: Transcription,
  heard: PartialSegment,
): ToldSegment | null {
  const { options, speakers, model } = transcription;
  if (options.partialResults === false) return null;
  const { segmentId, participantId, trackSid, start, end, at } = heard;
  const text = options.profanityFilter ? maskProfanity(heard.text, model) : heard.text;
  const told = { segmentId, speaker: nameSpeaker(speakers, heard), participantId, trackSid, text, start, end };
  const segment = { ...told, at: at.toISOString(), confidence: 0, final: false };
  const room = roomOf(transcription);
  if (room) audience.tellPartial(room, segment);
  return segment;
}
