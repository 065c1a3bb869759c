import { type Static, Type } from 'typebox';
import { formatUsd } from '../../core/money.ts';
import type { LedgerEntry } from './ledger/repository.ts';
import { entryTypes } from './tables.ts';

export const Usd = Type.String({ pattern: '^-?[0-9]+\\.[0-9]{4}$', description: 'US dollars with four places.' });

export const BalanceTransaction = Type.Object({
  id: Type.String(),
  amountUsd: Usd,
  type: Type.Enum([...entryTypes]),
  description: Type.String(),
  balanceAfter: Usd,
  createdAt: Type.String(),
});

/** An entry of the ledger as the workspace sees it. */
export function toTransactionView(entry: LedgerEntry): Static<typeof BalanceTransaction> {
  const { id, amount, type, description, balanceAfter, createdAt } = entry;
  return {
    id,
    amountUsd: formatUsd(amount),
    type,
    description,
    balanceAfter: formatUsd(balanceAfter),
    createdAt: createdAt.toISOString(),
  };
}
