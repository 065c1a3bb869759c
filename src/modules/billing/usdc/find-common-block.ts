import type { Database } from '../../../platform/db/client.ts';
import { ChainError, type TokenChain } from '../../../platform/payments/token-chain.ts';
import { findBlocks } from './repository.ts';

/** How far back a re-organisation is followed before all that is known is read again. */
const mostSeen = 200;

/**
 * Compares the blocks that were read with the chain as it is now.
 * @returns null when the last one is still there, or nothing was read yet; else the last one that is.
 */
export async function findCommonBlock(db: Database, chain: TokenChain, head: bigint): Promise<bigint | null> {
  const seen = await findBlocks(db, chain.contract, mostSeen);
  const last = seen[0];
  const reachable = seen.filter(({ number }) => number <= head);
  for (const { number, hash } of reachable) {
    if ((await chain.readBlockHash(number)) !== hash) continue;
    // A node that lags behind has not seen the last one; it has not dropped it.
    return number === reachable[0]?.number ? null : number;
  }
  if (last && reachable.length === 0) throw new ChainError('The node is far behind what was read before.');
  // None is left of all that are remembered: all of it is read again.
  const first = reachable.at(-1);
  return first ? first.number - 1n : null;
}
