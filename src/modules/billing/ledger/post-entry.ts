import { newId } from '../../../core/ids.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import { insertEntry, type LedgerEntry, lockBalance, type NewEntry, updateBalance } from './repository.ts';

export type Posting = Pick<NewEntry, 'workspaceId' | 'type' | 'amount' | 'cause' | 'description'>;

const longestDescription = 300;

/**
 * Enters a change of a balance, in the transaction of what causes it. The only way in which a balance changes.
 * @returns the entry; null, and no change, when this cause was entered before.
 */
export async function postEntry(tx: Transaction, posting: Posting): Promise<LedgerEntry | null> {
  const { amount, entries } = await lockBalance(tx, posting.workspaceId);
  const entry = await insertEntry(tx, {
    ...posting,
    id: newId('txn'),
    number: entries + 1,
    balanceAfter: amount + posting.amount,
    description: posting.description.slice(0, longestDescription),
  });
  if (entry) await updateBalance(tx, entry);
  return entry;
}
