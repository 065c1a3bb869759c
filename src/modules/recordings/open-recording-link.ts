import { AppError, forbidden } from '../../core/errors.ts';
import type { RecordingsDeps } from './deps.ts';
import { getRecording } from './find-recording.ts';
import { readRecordingLink } from './recording-links.ts';
import type { Recording } from './tables.ts';

export interface LinkedRecording {
  recording: Recording;
  /** Of the link; milliseconds since 1970. */
  expiresAt: number;
}

/**
 * The recording that a signed link is for: a 403 when this server did not make the link, a 410 when it has expired, a
 * 404 when the recording was deleted. While its file or its pictures may still come, the next change is waited for, for
 * `waitMs` at most.
 */
export async function openRecordingLink(
  { db, linkKey, changes }: Pick<RecordingsDeps, 'db' | 'linkKey' | 'changes'>,
  signature: string,
  waitMs: number,
): Promise<LinkedRecording> {
  const link = readRecordingLink(linkKey, signature);
  if (!link) throw forbidden('This link is not one that this server made.');
  const { workspaceId, recordingId, expiresAt } = link;
  const leftMs = expiresAt - Date.now();
  if (leftMs <= 0) throw new AppError('gone', 'This link has expired. Ask for a new one.');
  const watch = waitMs > 0 ? await changes.watch(recordingId, Math.min(waitMs, leftMs)) : null;
  const recording = await getRecording(db, workspaceId, recordingId);
  if (!watch || isComplete(recording)) return { recording, expiresAt };
  await watch.next;
  return { recording: await getRecording(db, workspaceId, recordingId), expiresAt };
}

function isComplete({ status, hasStrip }: Recording): boolean {
  return status === 'failed' || (status === 'ready' && hasStrip);
}
