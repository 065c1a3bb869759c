import { Type } from 'typebox';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { amountInput, readAmount } from '../amount-input.ts';
import type { BillingDeps } from '../deps.ts';
import { startCheckout } from '../stripe/start-checkout.ts';

/** `POST /v1/billing/stripe/checkout`: begins a card payment. */
export function createCheckoutRoute(app: HttpServer, deps: BillingDeps): void {
  app.post(
    '/v1/billing/stripe/checkout',
    {
      config: {
        access: {
          by: ['key'],
          scope: 'billing:write',
          audit: 'checkout.create',
          idempotent: true,
          errors: ['payments-unavailable'],
        },
      },
      schema: {
        operationId: 'createCheckout',
        tags: ['Billing'],
        summary: 'Top up by card',
        description: 'Answers the page of Stripe on which to pay. The balance grows when Stripe confirms the payment.',
        body: Type.Object({ amountUsd: amountInput(5, 1_000) }),
        response: { 200: Type.Object({ url: Type.String() }) },
      },
    },
    async (request) => {
      const amount = readAmount(request.body.amountUsd, '/amountUsd');
      return { url: await startCheckout(deps, { workspaceId: workspaceOf(request.actor), amount }) };
    },
  );
}
