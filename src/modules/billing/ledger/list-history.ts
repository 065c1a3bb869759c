import type { Money } from '../../../core/money.ts';
import { type Page, toPage } from '../../../core/pagination.ts';
import { readCursorSeq } from '../../../core/read-cursor-seq.ts';
import type { Database } from '../../../platform/db/client.ts';
import { findBalance, findEntries, type LedgerEntry } from './repository.ts';

/** The entries of a workspace, newest first, and its balance at the same moment. */
export async function listHistory(
  db: Database,
  workspaceId: string,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<Page<LedgerEntry> & { balance: Money }> {
  const before = readCursorSeq(cursor);
  return db.transaction(
    async (tx) => {
      const balance = await findBalance(tx, workspaceId);
      const rows = await findEntries(tx, workspaceId, before, limit + 1);
      return { balance, ...toPage(rows, limit, ({ number }) => [String(number)]) };
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}
