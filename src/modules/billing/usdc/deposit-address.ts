import type { Database } from '../../../platform/db/client.ts';
import type { DepositWallet } from '../../../platform/payments/deposit-wallet.ts';
import { checkPayer } from '../check-payer.ts';
import type { BillingDeps } from '../deps.ts';
import { paymentsOff } from '../payments-off.ts';
import { findAddress, findLiveChain, insertAddress, takeIndex } from './repository.ts';

/** Older evidence of the chain does not count: who pays now wants to be credited soon. */
const freshSeconds = 60;

export interface DepositAddress {
  address: string;
  chainId: number;
}

/** The workspace's own address; a 503 while nobody watches the chain, as nobody would see what is paid. */
export async function getDepositAddress(
  { db, usdc, payers }: BillingDeps,
  workspaceId: string,
): Promise<DepositAddress> {
  if (!usdc) throw paymentsOff();
  await checkPayer(payers, workspaceId);
  const chainId = await findLiveChain(db, usdc.chain.contract, freshSeconds);
  if (chainId === null) throw paymentsOff('Nobody watches the chain for deposits at the moment. Try again soon.');
  const wallet = await usdc.wallet.readId();
  const address = (await findAddress(db, wallet, workspaceId)) ?? (await assignAddress(db, usdc.wallet, workspaceId));
  return { address, chainId };
}

/** Whether deposits are seen now. */
export async function areDepositsWatched({ db, usdc }: Pick<BillingDeps, 'db' | 'usdc'>): Promise<boolean> {
  return usdc !== null && (await findLiveChain(db, usdc.chain.contract, freshSeconds)) !== null;
}

/** The next address of the wallet, unless somebody else has just assigned one to this workspace. */
async function assignAddress(db: Database, wallet: DepositWallet, workspaceId: string): Promise<string> {
  const id = await wallet.readId();
  return db.transaction(async (tx) => {
    const index = await takeIndex(tx, id);
    const known = await findAddress(tx, id, workspaceId);
    if (known) return known;
    const address = await wallet.addressAt(index);
    await insertAddress(tx, { wallet: id, index, workspaceId, address });
    return address;
  });
}
