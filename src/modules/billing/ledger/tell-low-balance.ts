import { dollars, formatUsd } from '../../../core/money.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import { emitEvents } from '../../../platform/outbox/emit-events.ts';
import { type LedgerEntry, markLowTold } from './repository.ts';

const lowBelow = dollars(2);

/** Emits `balance_low` when a charge has left less than $2.00, once until something comes in. */
export async function tellLowBalance(tx: Transaction, entry: LedgerEntry, meetingId: string): Promise<void> {
  if (entry.balanceAfter >= lowBelow || !(await markLowTold(tx, entry.workspaceId))) return;
  await emitEvents(tx, [
    {
      key: `balance_low:${entry.id}`,
      name: 'balance_low',
      workspaceId: entry.workspaceId,
      roomId: null,
      meetingId,
      at: entry.createdAt,
      data: { balance: formatUsd(entry.balanceAfter), currency: 'USD', threshold: formatUsd(lowBelow) },
    },
  ]);
}
