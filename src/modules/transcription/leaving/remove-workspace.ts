import type { Database } from '../../../platform/db/client.ts';
import { removeTranscription } from '../delete-transcription.ts';
import { findTranscriptions } from '../repository.ts';

const batchSize = 100;

/** Removes the transcriptions of a workspace with what was said in them; whatever goes on ends. */
export async function removeWorkspaceTranscriptions(db: Database, workspaceId: string): Promise<boolean> {
  let count: number;
  do {
    const some = await findTranscriptions(db, workspaceId, null, batchSize);
    for (const { id } of some) await db.transaction((tx) => removeTranscription(tx, id));
    count = some.length;
  } while (count === batchSize);
  return true;
}
