import { invalidField } from '../../../core/errors.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { BillingDeps } from '../deps.ts';
import { receiveEvent } from '../stripe/receive-event.ts';

/**
 * `POST /v1/billing/stripe/webhook` (https://docs.stripe.com/webhooks): Stripe tells of payments. Its signature is
 * checked over the bytes as they came; 2xx only when what follows is in the ledger.
 */
export function receiveStripeEventRoute(app: HttpServer, deps: BillingDeps): void {
  // A scope of its own, in which a body is bytes: parsed and written again it would have another signature.
  app.register(async (scope: HttpServer) => {
    scope.removeContentTypeParser('application/json');
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.post(
      '/v1/billing/stripe/webhook',
      { config: { access: { by: ['anyone'], exempt: true } }, schema: { hide: true } },
      async (request) => {
        if (!Buffer.isBuffer(request.body)) throw invalidField('', 'There is no event.');
        await receiveEvent(deps, request.body, request.headers['stripe-signature']?.toString());
        return { received: true };
      },
    );
  });
}
