import { type Page, toPage } from '../../core/pagination.ts';
import { readCursorSeq } from '../../core/read-cursor-seq.ts';
import type { Database } from '../../platform/db/client.ts';
import { findTranscriptions } from './repository.ts';
import type { Transcription } from './tables.ts';

/** A page of a workspace's transcriptions, of rooms and of recordings, newest first. */
export async function listTranscriptions(
  db: Database,
  workspaceId: string,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<Page<Transcription>> {
  const rows = await findTranscriptions(db, workspaceId, readCursorSeq(cursor), limit + 1);
  return toPage(rows, limit, ({ seq }) => [String(seq)]);
}
