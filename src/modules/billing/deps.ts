import type { Database } from '../../platform/db/client.ts';
import type { DepositWallet } from '../../platform/payments/deposit-wallet.ts';
import type { CardPayments } from '../../platform/payments/stripe.ts';
import type { TokenChain } from '../../platform/payments/token-chain.ts';

/** What the calls about money work with. */
export interface BillingDeps {
  db: Database;
  /** Null where no card payments are set up. */
  cards: CardPayments | null;
  /** Null where no deposits of USDC are set up. */
  usdc: { wallet: DepositWallet; chain: TokenChain } | null;
  /** Who pays; filled in by accounts. */
  payers: Payers;
  /** Where a browser comes back to. */
  publicUrl: string;
}

export interface Payers {
  /** False while the owner of a workspace has to verify their e-mail address before paying. */
  mayPay(workspaceId: string): Promise<boolean>;
}
