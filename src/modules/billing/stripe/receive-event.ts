import { formatUsd } from '../../../core/money.ts';
import type { Database } from '../../../platform/db/client.ts';
import type { Checkout } from '../../../platform/payments/stripe.ts';
import type { BillingDeps } from '../deps.ts';
import { postOutsideEntry } from '../ledger/post-outside-entry.ts';
import { paymentsOff } from '../payments-off.ts';
import { findCheckout } from './repository.ts';

/**
 * Takes a message of Stripe's: a reason to look, nothing more. What is paid is in the ledger before this resolves;
 * when it rejects, or the process dies, Stripe sends the message again, for three days.
 */
export async function receiveEvent(
  { db, cards }: BillingDeps,
  body: Buffer,
  signature: string | undefined,
): Promise<void> {
  if (!cards) throw paymentsOff();
  const sessionId = await cards.readEvent(body, signature);
  if (sessionId === null) return;
  const checkout = await cards.readCheckout(sessionId);
  if (checkout?.isPaid) await creditCheckout(db, checkout);
}

/** Credits a payment that was begun here, once; one that was begun elsewhere with the same account is not ours. */
async function creditCheckout(db: Database, { sessionId, reference, amount }: Checkout): Promise<void> {
  const row = await findCheckout(db, sessionId, reference);
  if (!row) return;
  const paid = amount ?? row.amount;
  await db.transaction(async (tx) => {
    await postOutsideEntry(tx, {
      workspaceId: row.workspaceId,
      type: 'stripe_topup',
      amount: paid,
      cause: `stripe:${row.id}`,
      description: `Stripe top-up $${formatUsd(paid).slice(0, -2)}`,
    });
  });
}
