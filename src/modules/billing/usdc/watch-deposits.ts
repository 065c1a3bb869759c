import type { Database, Transaction } from '../../../platform/db/client.ts';
import { ChainError, type TokenChain, type Transfer } from '../../../platform/payments/token-chain.ts';
import { creditDeposits } from './credit-deposits.ts';
import { findCommonBlock } from './find-common-block.ts';
import {
  dropAbove,
  findOwners,
  findWatch,
  insertDeposit,
  insertWatch,
  markChecked,
  moveWatch,
  rememberBlock,
  takeBackOrphan,
  type Watch,
} from './repository.ts';

/** So many blocks must stand on top of a transfer's. */
export const confirmations = 12n;
/** Nodes answer only so much at once. */
const blocksAtOnce = 500n;
const addressesAtOnce = 500;
/** After so many ranges others get their turn; the next look goes on from there. */
const rangesAtOnce = 40;
/** How far back a re-organisation can be followed. */
const blocksKept = 1_000n;

interface WatchDeps {
  db: Database;
  chain: TokenChain;
}

/**
 * Reads on from the last block that was read, as far as there are enough confirmations, and credits what came in. It
 * may run anywhere, twice at once, and be killed at any step: what is read and how far is one transaction.
 */
export async function watchDeposits({ db, chain }: WatchDeps): Promise<void> {
  const head = await chain.readHead();
  const watch = await openWatch({ db, chain }, head);
  const nextBlock = await followChain({ db, chain }, watch, head);
  if (nextBlock === null) return;
  await readRanges({ db, chain }, nextBlock, head - confirmations);
}

/** How far the token was read. */
async function openWatch({ db, chain }: WatchDeps, head: bigint): Promise<Watch> {
  const chainId = await chain.readChainId();
  const watch = (await findWatch(db, chain.contract)) ?? (await beginWatch({ db, chain }, chainId, head));
  if (watch.chainId !== chainId) throw new ChainError(`The node is on chain ${chainId}, not ${watch.chainId}.`);
  return watch;
}

/** A token that was never watched is read from now on: until then nobody had an address. */
async function beginWatch({ db, chain }: WatchDeps, chainId: number, head: bigint): Promise<Watch> {
  if (chainId < 1 || chainId > 2 ** 31 - 1) throw new ChainError('The node is on a chain that cannot be.');
  if ((await chain.readDecimals()) !== 6) throw new ChainError('This is no token with six decimals, as USDC is.');
  const number = head > confirmations ? head - confirmations : 0n;
  const hash = await readHash(chain, number);
  await db.transaction((tx) => insertWatch(tx, { contract: chain.contract, chainId }, { number, hash }));
  const watch = await findWatch(db, chain.contract);
  if (!watch) throw new Error('The watch was not made.');
  return watch;
}

/** The next block to read, which is an earlier one when the chain was re-organised; null when somebody else reads. */
async function followChain({ db, chain }: WatchDeps, watch: Watch, head: bigint): Promise<bigint | null> {
  const { contract, nextBlock } = watch;
  const common = await findCommonBlock(db, chain, head);
  if (common === null) return nextBlock;
  const isFollowed = await db.transaction(async (tx) => {
    if (!(await moveWatch(tx, contract, nextBlock, common + 1n))) return false;
    await dropAbove(tx, contract, common);
    return true;
  });
  return isFollowed ? common + 1n : null;
}

async function readRanges({ db, chain }: WatchDeps, first: bigint, last: bigint): Promise<void> {
  let next = first;
  for (let count = 0; next <= last && count < rangesAtOnce; count += 1) {
    const end = next + blocksAtOnce - 1n < last ? next + blocksAtOnce - 1n : last;
    if (!(await readRange({ db, chain }, next, end))) return;
    next = end + 1n;
  }
  await markChecked(db, chain.contract);
}

async function readRange({ db, chain }: WatchDeps, from: bigint, to: bigint): Promise<boolean> {
  // Whoever gets an address later was paid in a later block.
  const owners = await findOwners(db);
  const transfers = await readTransfers(chain, from, to, [...owners.keys()]);
  const hash = await readHash(chain, to);
  await checkBlocks(chain, transfers);
  return db.transaction(async (tx) => {
    if (!(await moveWatch(tx, chain.contract, from, to + 1n))) return false;
    await rememberBlock(tx, chain.contract, { number: to, hash }, blocksKept);
    await keepTransfers(tx, transfers, owners);
    return true;
  });
}

async function readTransfers(chain: TokenChain, from: bigint, to: bigint, addresses: string[]): Promise<Transfer[]> {
  const transfers: Transfer[] = [];
  for (let i = 0; i < addresses.length; i += addressesAtOnce) {
    transfers.push(...(await chain.readTransfers(from, to, addresses.slice(i, i + addressesAtOnce))));
  }
  // A transfer of nothing is a trick to have an address in somebody's list.
  return transfers.filter(({ units }) => units > 0n);
}

/** The node may stand for several, which are not all on the same branch. */
async function checkBlocks(chain: TokenChain, transfers: readonly Transfer[]): Promise<void> {
  for (const [number, inBlock] of Map.groupBy(transfers, ({ blockNumber }) => blockNumber)) {
    const hash = await readHash(chain, number);
    if (inBlock.some(({ blockHash }) => blockHash !== hash)) {
      throw new ChainError('The node tells of transfers in a block that is not on its chain.');
    }
  }
}

async function readHash(chain: TokenChain, number: bigint): Promise<string> {
  const hash = await chain.readBlockHash(number);
  if (hash === null) throw new ChainError('The node does not have a block below its head.');
  return hash;
}

async function keepTransfers(
  tx: Transaction,
  transfers: readonly Transfer[],
  owners: ReadonlyMap<string, string>,
): Promise<void> {
  const paid = new Set<string>();
  for (const transfer of transfers) {
    const workspaceId = owners.get(transfer.to);
    if (workspaceId === undefined || (await takeBackOrphan(tx, transfer))) continue;
    await insertDeposit(tx, workspaceId, transfer);
    paid.add(workspaceId);
  }
  // In one order for all, like whoever else changes several balances.
  for (const workspaceId of [...paid].toSorted()) await creditDeposits(tx, workspaceId);
}
