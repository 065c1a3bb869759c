import { AppError } from '../../../core/errors.ts';
import { formatUsd } from '../../../core/money.ts';
import type { Queryable } from '../../../platform/db/client.ts';
import { findBalance } from '../ledger/repository.ts';
import type { BillingPolicy } from './charge-meeting.ts';

/** Throws a 402 `insufficient-credits` when a workspace has nothing left to pay a meeting with. */
export async function assertCanCreate(db: Queryable, workspaceId: string, { isEnabled }: BillingPolicy): Promise<void> {
  if (!isEnabled) return;
  const balance = await findBalance(db, workspaceId);
  if (balance > 0n) return;
  throw new AppError('insufficient-credits', `The balance is $${formatUsd(balance)}. Top it up and try again.`);
}
