import { and, desc, eq, gt, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import type { Money } from '../../../core/money.ts';
import type { Queryable, Transaction } from '../../../platform/db/client.ts';
import type { Transfer } from '../../../platform/payments/token-chain.ts';
import {
  chainBlocks as blocks,
  chainWatches as watches,
  depositAddresses as addresses,
  usdcDeposits as deposits,
} from '../tables.ts';

export type Watch = typeof watches.$inferSelect;
export type Deposit = typeof deposits.$inferSelect;
export type SeenBlock = Pick<typeof blocks.$inferSelect, 'number' | 'hash'>;

/** What a workspace's USDC came to so far. */
export interface CreditedSoFar {
  units: bigint;
  amount: Money;
}

/** Any number will do, as long as nothing else in this database locks the same one. */
const addressLock = 7_362_120;

export async function findAddress(db: Queryable, wallet: string, workspaceId: string): Promise<string | null> {
  const isTheirs = and(eq(addresses.wallet, wallet), eq(addresses.workspaceId, workspaceId));
  const [row] = await db.select({ address: addresses.address }).from(addresses).where(isTheirs);
  return row?.address ?? null;
}

/**
 * The index after the last of a wallet. One at a time, so that none is left out: wallets look for money only some
 * indices beyond the last one that was used.
 */
export async function takeIndex(tx: Transaction, wallet: string): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(${addressLock})`);
  const [row] = await tx
    .select({ index: addresses.index })
    .from(addresses)
    .where(eq(addresses.wallet, wallet))
    .orderBy(desc(addresses.index))
    .limit(1);
  return row ? row.index + 1 : 0;
}

export async function insertAddress(tx: Transaction, row: typeof addresses.$inferInsert): Promise<void> {
  await tx.insert(addresses).values(row);
}

/** Whose addresses there are, by the address in lower case; also those of wallets of earlier settings. */
export async function findOwners(db: Queryable): Promise<Map<string, string>> {
  const rows = await db.select({ address: addresses.address, workspaceId: addresses.workspaceId }).from(addresses);
  return new Map(rows.map(({ address, workspaceId }) => [address.toLowerCase(), workspaceId]));
}

/** The chain on which a token is watched, if a node told something believable in the last `seconds`. */
export async function findLiveChain(db: Queryable, contract: string, seconds: number): Promise<number | null> {
  const isLive = gt(watches.checkedAt, sql`now() - make_interval(secs => ${seconds})`);
  const isLiveOne = and(eq(watches.contract, contract), isLive);
  const [row] = await db.select({ chainId: watches.chainId }).from(watches).where(isLiveOne);
  return row?.chainId ?? null;
}

export async function findWatch(db: Queryable, contract: string): Promise<Watch | null> {
  const [row] = await db.select().from(watches).where(eq(watches.contract, contract));
  return row ?? null;
}

/** Begins to read a token, after this block; nothing when somebody else has just begun. */
export async function insertWatch(
  tx: Transaction,
  { contract, chainId }: Pick<Watch, 'contract' | 'chainId'>,
  { number, hash }: SeenBlock,
): Promise<void> {
  const watch = { contract, chainId, nextBlock: number + 1n };
  const added = await tx.insert(watches).values(watch).onConflictDoNothing().returning();
  if (added.length > 0) await tx.insert(blocks).values({ contract, number, hash });
}

/** Moves on from one block to another; false when somebody else did so. Others wait until this transaction ends. */
export async function moveWatch(tx: Transaction, contract: string, from: bigint, nextBlock: bigint): Promise<boolean> {
  const rows = await tx
    .update(watches)
    .set({ nextBlock, checkedAt: sql`now()` })
    .where(and(eq(watches.contract, contract), eq(watches.nextBlock, from)))
    .returning({ contract: watches.contract });
  return rows.length > 0;
}

export async function markChecked(db: Queryable, contract: string): Promise<void> {
  await db.update(watches).set({ checkedAt: sql`now()` }).where(eq(watches.contract, contract));
}

/** Remembers a block, and forgets those that are `kept` blocks and more below it. */
export async function rememberBlock(
  tx: Transaction,
  contract: string,
  { number, hash }: SeenBlock,
  kept: bigint,
): Promise<void> {
  const target = [blocks.contract, blocks.number];
  await tx.insert(blocks).values({ contract, number, hash }).onConflictDoUpdate({ target, set: { hash } });
  await tx.delete(blocks).where(and(eq(blocks.contract, contract), lte(blocks.number, number - kept)));
}

/** The highest first. */
export async function findBlocks(db: Queryable, contract: string, limit: number): Promise<SeenBlock[]> {
  const { number, hash } = blocks;
  const isOfToken = eq(blocks.contract, contract);
  return db.select({ number, hash }).from(blocks).where(isOfToken).orderBy(desc(number)).limit(limit);
}

/** Forgets what the chain has dropped above a block. What was credited of it stays so, marked. */
export async function dropAbove(tx: Transaction, contract: string, number: bigint): Promise<void> {
  await tx.delete(blocks).where(and(eq(blocks.contract, contract), gt(blocks.number, number)));
  const isAbove = gt(deposits.blockNumber, number);
  await tx.delete(deposits).where(and(isAbove, isNull(deposits.credited)));
  await tx.update(deposits).set({ isOrphaned: true }).where(and(isAbove, isNotNull(deposits.credited)));
}

/**
 * Finds a transfer again that was credited before the chain dropped its block. It keeps the index by which it was
 * credited, though it may have another one in its new block.
 */
export async function takeBackOrphan(tx: Transaction, transfer: Transfer): Promise<boolean> {
  const { txHash, to, units, blockNumber, blockHash } = transfer;
  const isSame = and(eq(deposits.txHash, txHash), eq(deposits.address, to), eq(deposits.units, units));
  const isIt = and(isSame, eq(deposits.isOrphaned, true));
  const [orphan] = await tx.select({ logIndex: deposits.logIndex }).from(deposits).where(isIt).limit(1);
  if (!orphan) return false;
  await tx
    .update(deposits)
    .set({ blockNumber, blockHash, isOrphaned: false })
    .where(and(eq(deposits.txHash, txHash), eq(deposits.logIndex, orphan.logIndex)));
  return true;
}

export async function insertDeposit(tx: Transaction, workspaceId: string, { to, ...transfer }: Transfer): Promise<void> {
  await tx.insert(deposits).values({ ...transfer, workspaceId, address: to }).onConflictDoNothing();
}

/** In the order of the chain. */
export async function findPending(tx: Transaction, workspaceId: string): Promise<Deposit[]> {
  return tx
    .select()
    .from(deposits)
    .where(and(eq(deposits.workspaceId, workspaceId), isNull(deposits.credited)))
    .orderBy(deposits.blockNumber, deposits.logIndex);
}

const sumOf = (column: typeof deposits.units | typeof deposits.credited) => sql<string>`coalesce(sum(${column}), 0)`;

export async function sumCredited(tx: Transaction, workspaceId: string): Promise<CreditedSoFar> {
  const [row] = await tx
    .select({ units: sumOf(deposits.units), amount: sumOf(deposits.credited) })
    .from(deposits)
    .where(and(eq(deposits.workspaceId, workspaceId), isNotNull(deposits.credited)));
  return { units: BigInt(row?.units ?? 0), amount: BigInt(row?.amount ?? 0) };
}

export async function markCredited(tx: Transaction, { txHash, logIndex }: Deposit, credited: Money): Promise<void> {
  await tx.update(deposits).set({ credited }).where(and(eq(deposits.txHash, txHash), eq(deposits.logIndex, logIndex)));
}
