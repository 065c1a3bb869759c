import { type Page, toPage } from '../../core/pagination.ts';
import { readCursorSeq } from '../../core/read-cursor-seq.ts';
import type { Database } from '../../platform/db/client.ts';
import { findRecordings } from './repository.ts';
import type { Recording } from './tables.ts';

/** A page of a workspace's recordings, or of one of its meetings, newest first. */
export async function listRecordings(
  db: Database,
  of: { workspaceId: string; meetingId?: string },
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<Page<Recording>> {
  const beforeSeq = readCursorSeq(cursor);
  const rows = await findRecordings(db, of, beforeSeq, limit + 1);
  return toPage(rows, limit, ({ seq }) => [String(seq)]);
}
