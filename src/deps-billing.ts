import type { Config } from './config/index.ts';
import { findWorkspaceOwner } from './modules/accounts/index.ts';
import type { BillingDeps } from './modules/billing/index.ts';
import type { Database, DatabaseClient } from './platform/db/client.ts';
import { openWallet } from './platform/payments/deposit-wallet.ts';
import { createCardPayments } from './platform/payments/stripe.ts';
import { createTokenChain } from './platform/payments/token-chain.ts';

interface Shared {
  stopping: AbortSignal;
  /** Whether people can be sent the mail by which they verify their address. */
  mailWorks(): Promise<boolean>;
}

/** What billing works with. */
export function createBillingDeps(
  { billing, publicUrl }: Config,
  { db }: DatabaseClient,
  { stopping, mailWorks }: Shared,
): BillingDeps {
  const { stripe, crypto } = billing;
  return {
    db,
    cards: stripe ? createCardPayments(stripe) : null,
    usdc: crypto ? { wallet: openWallet(crypto.wallet), chain: createTokenChain(crypto, stopping) } : null,
    payers: { mayPay: async (workspaceId) => !(await mailWorks()) || isOwnerVerified(db, workspaceId) },
    publicUrl,
  };
}

/** A workspace without an owner, as the first one may be, has nobody to verify. */
async function isOwnerVerified(db: Database, workspaceId: string): Promise<boolean> {
  const owner = await findWorkspaceOwner(db, workspaceId);
  return owner === null || owner.emailVerifiedAt !== null;
}
