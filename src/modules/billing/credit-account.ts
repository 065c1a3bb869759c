import { notFound } from '../../core/errors.ts';
import type { Money } from '../../core/money.ts';
import type { Database } from '../../platform/db/client.ts';
import { findAccount } from '../accounts/index.ts';
import { type Credit, creditWorkspace } from './ledger/credit-workspace.ts';

type AccountCredit = Omit<Credit, 'workspaceId'> & { accountId: string };

/** Credits the workspace that an account speaks for, which is its company's if it is in one. */
export async function creditAccount(db: Database, { accountId, ...credit }: AccountCredit): Promise<Money> {
  const account = await findAccount(db, accountId);
  if (!account) throw notFound('Account');
  return creditWorkspace(db, { ...credit, workspaceId: account.workspaceId });
}
