import { type Money } from '../../../core/money.ts';
import type { Database } from '../../../platform/db/client.ts';
import { postOutsideEntry } from './post-outside-entry.ts';
import { findBalance } from './repository.ts';

export interface Credit {
  workspaceId: string;
  amount: Money;
  description: string;
  /** The same for every try of one and the same request: it is credited once. */
  requestId: string;
}

/**
 * Credits a workspace in an administrator's name.
 * @returns the balance afterwards.
 */
export async function creditWorkspace(db: Database, { requestId, ...credit }: Credit): Promise<Money> {
  return db.transaction(async (tx) => {
    const entry = await postOutsideEntry(tx, { ...credit, type: 'admin_credit', cause: `admin_credit:${requestId}` });
    return entry ? entry.balanceAfter : findBalance(tx, credit.workspaceId);
  });
}
