import { Type } from 'typebox';
import { NextCursor, PageQuery } from '../../../contracts/pagination.ts';
import { formatUsd } from '../../../core/money.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { BillingDeps } from '../deps.ts';
import { listHistory } from '../ledger/list-history.ts';
import { BalanceTransaction, toTransactionView, Usd } from '../transaction-view.ts';

/** `GET /v1/billing/history`: every change of the balance, newest first. */
export function listHistoryRoute(app: HttpServer, { db }: BillingDeps): void {
  app.get(
    '/v1/billing/history',
    {
      config: { access: { by: ['key'], scope: 'billing:read' } },
      schema: {
        operationId: 'listBillingHistory',
        tags: ['Billing'],
        summary: 'List what changed the balance',
        querystring: PageQuery,
        response: {
          200: Type.Object({ balance: Usd, transactions: Type.Array(BalanceTransaction), nextCursor: NextCursor }),
        },
      },
    },
    async (request) => {
      const { balance, items, nextCursor } = await listHistory(db, workspaceOf(request.actor), request.query);
      return { balance: formatUsd(balance), transactions: items.map(toTransactionView), nextCursor };
    },
  );
}
