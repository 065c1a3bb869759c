import { requestJson } from './request.ts';

/** The recording that a link is for. */
export interface LinkedRecording {
  recordingId: string;
  /** The room in which it was made. */
  roomId: string | null;
  status: 'recording' | 'processing' | 'ready' | 'failed';
  filename: string;
  mimeType: string;
  sizeBytes: number | null;
  durationSeconds: number | null;
  hasStrip: boolean;
  createdAt: string;
  expiresAt: string;
}

/**
 * Reads a link to a recording; with `waitSeconds`, when its status changes, or after so long. Throws ApiFailure:
 * `forbidden` (not a link of this server), `gone` (expired), `not-found` (deleted).
 */
export function readRecordingLink(signature: string, waitSeconds = 0): Promise<LinkedRecording> {
  return requestJson('GET', `/v1/recording-links/${encodeURIComponent(signature)}?waitSeconds=${waitSeconds}`);
}

/** Where the file is, whole or in parts. */
export function fileUrl(recordingId: string, signature: string): string {
  return urlOf(recordingId, 'download', { signature, as: 'file' });
}

/** Where its pictures are: ten tiles of 160 by 90 pixels in a row, each the middle of a tenth. */
export function stripUrl(recordingId: string, signature: string): string {
  return urlOf(recordingId, 'strip', { signature });
}

function urlOf(recordingId: string, part: string, query: Record<string, string>): string {
  return `/v1/recordings/${encodeURIComponent(recordingId)}/${part}?${new URLSearchParams(query).toString()}`;
}
