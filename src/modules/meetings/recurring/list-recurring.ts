import { type Page, toPage } from '../../../core/pagination.ts';
import { readCursorSeq } from '../../../core/read-cursor-seq.ts';
import type { Database } from '../../../platform/db/client.ts';
import { findRecurring } from './repository.ts';
import type { RecurringMeeting } from './tables.ts';

/** What meetings recur by in a workspace, newest first. */
export async function listRecurring(
  db: Database,
  workspaceId: string,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<Page<RecurringMeeting>> {
  const before = readCursorSeq(cursor);
  const rows = await findRecurring(db, workspaceId, before, limit + 1);
  return toPage(rows, limit, ({ seq }) => [String(seq)]);
}
