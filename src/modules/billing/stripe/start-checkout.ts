import { newId } from '../../../core/ids.ts';
import { formatUsd, type Money } from '../../../core/money.ts';
import { checkPayer } from '../check-payer.ts';
import { paymentsOff } from '../payments-off.ts';
import type { BillingDeps } from '../deps.ts';
import { insertCheckout, setSession } from './repository.ts';

/**
 * Begins a card payment. It stands in our books before Stripe hears of it, so that whatever is paid can be credited.
 * @returns the page on which to pay.
 */
export async function startCheckout(
  { db, cards, payers, publicUrl }: BillingDeps,
  { workspaceId, amount }: { workspaceId: string; amount: Money },
): Promise<string> {
  if (!cards) throw paymentsOff();
  await checkPayer(payers, workspaceId);
  const id = newId('co');
  await insertCheckout(db, { id, workspaceId, amount });
  const { sessionId, url } = await cards.startCheckout({
    id,
    amount,
    description: `Credits for $${formatUsd(amount).slice(0, -2)}`,
    successUrl: `${publicUrl}/?payment=done`,
    cancelUrl: `${publicUrl}/?payment=cancelled`,
  });
  await setSession(db, id, sessionId);
  return url;
}
