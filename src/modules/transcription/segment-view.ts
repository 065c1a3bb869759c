import type { Segment, SpeakerNames } from '../../contracts/transcription.ts';
import type { StoredSegment, Transcription } from './tables.ts';

/** Who spoke, as far as it is known. */
export type Spoken = Pick<StoredSegment, 'speakerName' | 'participantId' | 'trackSid'>;

/** The name of a speaker: what callers call them now, else the name that they had then, else their identity. */
export function nameSpeaker(speakers: SpeakerNames, { speakerName, participantId, trackSid }: Spoken): string | null {
  const given = nameIn(speakers, trackSid) ?? nameIn(speakers, participantId);
  return given ?? speakerName ?? participantId;
}

function nameIn(speakers: SpeakerNames, key: string | null): string | null {
  return key !== null && Object.hasOwn(speakers, key) ? (speakers[key] ?? null) : null;
}

type Viewed = Omit<StoredSegment, 'transcriptionId' | 'workspaceId'>;

/** A segment as callers see it. */
export function toSegmentView({ kind, speakers }: Pick<Transcription, 'kind' | 'speakers'>, segment: Viewed): Segment {
  const { segmentId, participantId, trackSid, text, start, end, at, confidence, words } = segment;
  return {
    ...{ segmentId, speaker: nameSpeaker(speakers, segment), participantId, trackSid, text, start, end },
    at: kind === 'live' ? at.toISOString() : null,
    ...{ confidence, words },
  };
}
