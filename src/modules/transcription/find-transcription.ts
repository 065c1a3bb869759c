import { notFound } from '../../core/errors.ts';
import type { Queryable } from '../../platform/db/client.ts';
import { findTranscription } from './repository.ts';
import type { Transcription } from './tables.ts';

/** A 404 when the workspace has no such transcription. */
export async function getTranscription(db: Queryable, workspaceId: string, id: string): Promise<Transcription> {
  const transcription = await findTranscription(db, workspaceId, id);
  if (!transcription) throw notFound('Transcription');
  return transcription;
}
