import type { MediaSource } from '../../platform/ffmpeg/media-source.ts';
import { findSpeakers, type SpokenInterval } from '../compositing/index.ts';
import type { RecordingsDeps } from './deps.ts';
import { findMediaType } from './media-types.ts';
import { findRecording } from './repository.ts';

/** A recording whose file is to be read by ffmpeg. */
export interface RecordingMedia extends Omit<MediaSource, 'signal'> {
  /** Null while nobody knows. */
  durationSeconds: number | null;
  /** Who spoke when; nobody where that is not known. */
  speakers: SpokenInterval[];
}

/**
 * Where the file of a recording can be read for so many seconds, and what is known of it; null when the recording or its
 * file is not there. Rejects while storage is away.
 */
export async function openMedia(
  { db, objects }: Pick<RecordingsDeps, 'db' | 'objects'>,
  { workspaceId, recordingId }: { workspaceId: string; recordingId: string },
  seconds: number,
): Promise<RecordingMedia | null> {
  const recording = await findRecording(db, workspaceId, recordingId);
  const type = recording ? findMediaType(recording.mimeType) : null;
  if (!recording?.objectName || !type || (await objects.sizeOf(recording.objectName)) === null) return null;
  const { objectName, durationSeconds, compositionId } = recording;
  const speakers = compositionId === null ? [] : await findSpeakers(db, compositionId);
  return { url: await objects.presign(objectName, seconds), demuxer: type.demuxer, durationSeconds, speakers };
}

/** Whether there is still such a recording. */
export async function isRecordingThere(
  db: RecordingsDeps['db'],
  { workspaceId, recordingId }: { workspaceId: string; recordingId: string },
): Promise<boolean> {
  return (await findRecording(db, workspaceId, recordingId)) !== null;
}
