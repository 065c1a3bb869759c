import { formatUsd } from '../../../core/money.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import { postEntry } from './post-entry.ts';
import { type LedgerEntry, lockBalance } from './repository.ts';

/**
 * Moves all that one workspace has to another, debts included, when its account joins a company. When it runs twice,
 * nothing is left to move.
 * @returns the entry of who gets it; null when nothing is moved.
 */
export async function moveBalance(tx: Transaction, from: string, to: string): Promise<LedgerEntry | null> {
  if (from === to) return null;
  // In one order for all, so that two who move do not wait for each other.
  for (const workspaceId of [from, to].toSorted()) await lockBalance(tx, workspaceId);
  const { amount, entries } = await lockBalance(tx, from);
  if (amount === 0n) return null;
  const cause = `company_merge:${from}:${entries + 1}`;
  const description = `Balance of ${formatUsd(amount)} moved to the company`;
  const shared = { type: 'company_merge', description } as const;
  await postEntry(tx, { ...shared, workspaceId: from, amount: -amount, cause: `${cause}:out` });
  return postEntry(tx, { ...shared, workspaceId: to, amount, cause: `${cause}:in` });
}
