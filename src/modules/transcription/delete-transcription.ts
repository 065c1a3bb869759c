import { eq } from 'drizzle-orm';
import { notFound } from '../../core/errors.ts';
import type { Transaction } from '../../platform/db/client.ts';
import { notifyTranscribers } from './changes.ts';
import type { TranscriptionDeps } from './deps.ts';
import { findTranscription } from './repository.ts';
import { stopLive } from './stop-transcription.ts';
import { transcriptions } from './tables.ts';

/** Deletes a transcription with its segments; one that goes on ends: whoever works on it finds that it is gone. A 404 when the workspace has no such one. */
export async function deleteTranscription({ db }: Pick<TranscriptionDeps, 'db'>, workspaceId: string, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const transcription = await findTranscription(tx, workspaceId, id);
    if (!transcription || !(await removeTranscription(tx, id))) throw notFound('Transcription');
  });
}

/** @returns false when it is gone already. */
export async function removeTranscription(tx: Transaction, id: string): Promise<boolean> {
  await stopLive(tx, id);
  const rows = await tx.delete(transcriptions).where(eq(transcriptions.id, id)).returning({ id: transcriptions.id });
  if (rows.length > 0) await notifyTranscribers(tx, id);
  return rows.length > 0;
}
