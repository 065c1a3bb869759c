import { sql } from 'drizzle-orm';
import { readConfig } from '../../../src/config/index.ts';
import { chainWatches } from '../../../src/modules/billing/tables.ts';
import { connectDatabase } from '../../../src/platform/db/client.ts';
import type { TestServer } from '../../support/server.ts';
import { startStripeMock, type StripeMock } from '../../support/stripe-mock.ts';

/** Every way to pay, as far as an API process needs it: nobody asks the node, which a worker would do. */
export async function startPayments(): Promise<StripeMock> {
  const stripe = await startStripeMock();
  const crypto = {
    CRYPTO_RPC_URL: 'http://127.0.0.1:9',
    CRYPTO_MNEMONIC: 'test test test test test test test test test test test junk',
  };
  return { ...stripe, settings: { ...stripe.settings, ...crypto } };
}

/** Makes it seem that deposits are watched. */
export async function watchDeposits({ env }: TestServer): Promise<void> {
  const { billing, databaseUrl } = readConfig(env);
  if (!billing.crypto) return;
  const { db, close } = connectDatabase(databaseUrl);
  const checkedAt = sql`now() + interval '1 day'`;
  const watch = { contract: billing.crypto.contract.toLowerCase(), chainId: 1, nextBlock: 0n, checkedAt };
  await db.insert(chainWatches).values(watch).onConflictDoUpdate({ target: chainWatches.contract, set: { checkedAt } });
  await close();
}
