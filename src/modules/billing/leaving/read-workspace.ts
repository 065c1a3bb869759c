import { asc, eq } from 'drizzle-orm';
import { readPages } from '../../../core/read-pages.ts';
import type { Database } from '../../../platform/db/client.ts';
import { findEntries, type LedgerEntry } from '../ledger/repository.ts';
import { depositAddresses } from '../tables.ts';
import { toTransactionView } from '../transaction-view.ts';

/** The ledger of a workspace, newest first. */
export async function* readLedger(db: Database, workspaceId: string): AsyncGenerator<object> {
  const find = (after: LedgerEntry | null, limit: number) => findEntries(db, workspaceId, after?.number ?? null, limit);
  for await (const entry of readPages<LedgerEntry>(find)) yield toTransactionView(entry);
}

/** Where a workspace pays in USDC: one for each of the server's wallets. */
export async function* readDepositAddresses(db: Database, workspaceId: string): AsyncGenerator<object> {
  const { address, createdAt } = depositAddresses;
  yield* await db
    .select({ address, createdAt })
    .from(depositAddresses)
    .where(eq(depositAddresses.workspaceId, workspaceId))
    .orderBy(asc(createdAt));
}
