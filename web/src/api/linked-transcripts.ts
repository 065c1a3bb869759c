import type { Segment, TranscriptionStatus } from '../../../src/contracts/transcription.ts';
import { requestJson } from './request.ts';

/** How far what was said in a recording is written down. */
export interface LinkedTranscription {
  transcriptionId: string;
  language: string;
  status: TranscriptionStatus;
  /** Per cent. */
  progress: number;
}

export interface LinkedTranscript {
  /** Null when nobody has asked for one. */
  transcription: LinkedTranscription | null;
  /** In the order in which they began; none before all is done. */
  segments: Segment[];
}

export type TranscriptFormat = 'text' | 'srt' | 'vtt';

/**
 * Reads what is said in the recording that a link is for; with `waitSeconds`, when it has got further, or after so long.
 * Throws ApiFailure as readRecordingLink does.
 */
export function readLinkedTranscript(signature: string, waitSeconds = 0): Promise<LinkedTranscript> {
  return requestJson('GET', `${pathOf(signature)}?waitSeconds=${waitSeconds}`);
}

/** Where it can be had as a file. */
export function transcriptUrl(signature: string, format: TranscriptFormat): string {
  return `${pathOf(signature)}?format=${format}`;
}

function pathOf(signature: string): string {
  return `/v1/recording-links/${encodeURIComponent(signature)}/transcript`;
}
