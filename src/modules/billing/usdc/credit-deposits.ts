import type { Transaction } from '../../../platform/db/client.ts';
import { postOutsideEntry } from '../ledger/post-outside-entry.ts';
import { type Deposit, findPending, markCredited, sumCredited } from './repository.ts';
import { leastUnits, shareOut, unitsPerMoney } from './units.ts';

/** Credits what a workspace has paid in, once that is enough together; one entry for each transfer. */
export async function creditDeposits(tx: Transaction, workspaceId: string): Promise<void> {
  const pending = await findPending(tx, workspaceId);
  const sum = pending.reduce((total, { units }) => total + units, 0n);
  if (sum < leastUnits) return;
  const before = await sumCredited(tx, workspaceId);
  const amounts = shareOut(before.units - before.amount * unitsPerMoney, pending.map(({ units }) => units));
  for (const [i, deposit] of pending.entries()) await credit(tx, deposit, amounts[i] ?? 0n);
}

async function credit(tx: Transaction, deposit: Deposit, amount: bigint): Promise<void> {
  const { workspaceId, txHash, logIndex, units } = deposit;
  await markCredited(tx, deposit, amount);
  // Less than the least amount: its rest counts with the next.
  if (amount === 0n) return;
  const paid = `${units / 1_000_000n}.${String(units % 1_000_000n).padStart(6, '0')}`;
  const entry = await postOutsideEntry(tx, {
    workspaceId,
    type: 'usdc_topup',
    amount,
    cause: `usdc:${txHash}:${logIndex}`,
    description: `USDC top-up ${paid}, transaction ${txHash}`,
  });
  if (!entry) throw new Error(`The transfer ${txHash}:${logIndex} was credited before.`);
}
