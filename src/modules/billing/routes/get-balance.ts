import { Type } from 'typebox';
import { formatUsd } from '../../../core/money.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { BillingDeps } from '../deps.ts';
import { findBalance } from '../ledger/repository.ts';
import { Usd } from '../transaction-view.ts';

/** `GET /v1/billing/balance`. */
export function getBalanceRoute(app: HttpServer, { db }: BillingDeps): void {
  app.get(
    '/v1/billing/balance',
    {
      config: { access: { by: ['key'], scope: 'billing:read' } },
      schema: {
        operationId: 'getBalance',
        tags: ['Billing'],
        summary: 'Get the balance',
        response: { 200: Type.Object({ balance: Usd, currency: Type.Literal('USD') }) },
      },
    },
    async (request) => {
      const balance = await findBalance(db, workspaceOf(request.actor));
      return { balance: formatUsd(balance), currency: 'USD' as const };
    },
  );
}
