import { AppError } from '../../core/errors.ts';
import { getRecording, type Recording } from '../recordings/index.ts';
import { notifyTranscribers } from './changes.ts';
import type { TranscriptionDeps } from './deps.ts';
import { insertPost } from './repository.ts';
import { requireModel } from './require-transcriber.ts';
import type { TranscriptionWish } from './start-transcription.ts';
import type { Transcription } from './tables.ts';

/**
 * Has a recording written down; it waits until a transcriber has time. A 404 for a recording that is not the workspace's,
 * a 409 for one that is not ready, a 422 without a model for the language, a 503 when nobody is there who has any.
 */
export async function transcribeRecording(
  { db, wake }: Pick<TranscriptionDeps, 'db' | 'wake'>,
  workspaceId: string,
  recordingId: string,
  { language, participants: speakers, options }: TranscriptionWish,
): Promise<Transcription> {
  const recording = await getRecording(db, workspaceId, recordingId);
  requireReady(recording);
  const model = await requireModel(db, language);
  const { id, roomId, meetingId } = recording;
  const transcription = await db.transaction(async (tx) => {
    const asked = { workspaceId, roomId, meetingId, recordingId: id, language, model, speakers, options };
    const inserted = await insertPost(tx, asked);
    await notifyTranscribers(tx, inserted.id);
    return inserted;
  });
  await wake([transcription]).catch(() => {});
  return transcription;
}

function requireReady({ status }: Recording): void {
  if (status === 'ready') return;
  const reason = status === 'failed' ? 'This recording has failed: there is nothing to hear.' : 'This recording is not ready yet.';
  throw new AppError('conflict', reason);
}
