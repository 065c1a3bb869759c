import { openRecordingLink, type RecordingsDeps } from '../recordings/index.ts';
import { findOfRecording } from './repository.ts';
import type { Transcription } from './tables.ts';

export interface LinkedTranscript {
  /** Of the recording's file. */
  filename: string;
  /** Null when nobody has asked for one. */
  transcription: Transcription | null;
}

/**
 * The transcription of the recording that a signed link is for; errors as those of the link itself. While it is being
 * made, its next step is waited for, for `waitMs` at most.
 */
export async function openLinkedTranscript(
  deps: Pick<RecordingsDeps, 'db' | 'linkKey' | 'changes'>,
  signature: string,
  waitMs: number,
): Promise<LinkedTranscript> {
  const { recording, expiresAt } = await openRecordingLink(deps, signature, 0);
  const { id, filename, workspaceId } = recording;
  const watch = waitMs > 0 ? await deps.changes.watch(id, Math.min(waitMs, expiresAt - Date.now())) : null;
  const transcription = await findOfRecording(deps.db, workspaceId, id);
  if (!watch || !isBeingMade(transcription)) return { filename, transcription };
  await watch.next;
  return openLinkedTranscript(deps, signature, 0);
}

function isBeingMade(transcription: Transcription | null): boolean {
  return transcription?.status === 'queued' || transcription?.status === 'running';
}
