import type { Transaction } from '../../../platform/db/client.ts';
import { findWorkspaceOwner } from '../../accounts/index.ts';
import { moveBalance } from './move-balance.ts';
import { type Posting, postEntry } from './post-entry.ts';
import type { LedgerEntry } from './repository.ts';

/**
 * Enters what was begun before, such as a payment or a meeting. If the owner of the workspace has joined a company
 * meanwhile, it follows the rest of their balance there: nobody speaks for the workspace any more. Entering it holds the
 * balance, so that whoever joins at the same moment takes it along.
 * @returns the entry in the balance that it ended up in; null when this cause was entered before.
 */
export async function postOutsideEntry(tx: Transaction, posting: Posting): Promise<LedgerEntry | null> {
  const entry = await postEntry(tx, posting);
  if (entry === null) return null;
  const owner = await findWorkspaceOwner(tx, posting.workspaceId);
  if (owner === null) return entry;
  return (await moveBalance(tx, posting.workspaceId, owner.workspaceId)) ?? entry;
}
