import { createHash } from 'node:crypto';
import { Type } from 'typebox';
import { newId } from '../../../core/ids.ts';
import { formatUsd } from '../../../core/money.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { amountInput, readAmount } from '../amount-input.ts';
import { creditAccount } from '../credit-account.ts';
import type { BillingDeps } from '../deps.ts';
import { Usd } from '../transaction-view.ts';

const CreditRequest = Type.Object({
  amountUsd: amountInput(0.01, 100_000),
  description: Type.String({ maxLength: 300, default: 'Credit', description: 'What the history of the account says.' }),
});

/** `POST /v1/admin/accounts/:id/credit`: credits what an account's meetings are paid from. */
export function creditAccountRoute(app: HttpServer, { db }: BillingDeps): void {
  app.post(
    '/v1/admin/accounts/:id/credit',
    {
      config: {
        access: {
          by: ['admin'],
          scope: 'admin:write',
          audit: 'account.credit',
          idempotent: true,
          errors: ['not-found'],
        },
      },
      schema: {
        operationId: 'creditAccount',
        tags: ['Administration'],
        summary: 'Credit an account',
        description: "Of somebody in a company it is the company's balance that grows.",
        params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) }),
        body: CreditRequest,
        response: { 201: Type.Object({ balance: Usd }) },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      // Tried again it is the same, also when what came of it the first time was lost.
      const { id, since } = request.idempotencyClaim ?? { id: newId('req'), since: null };
      const key = request.headers['idempotency-key'] ?? id;
      const requestId = hashOf([workspaceOf(request.actor), key, since, params.id, body]);
      const amount = readAmount(body.amountUsd, '/amountUsd');
      const { description } = body;
      const balance = await creditAccount(db, { accountId: params.id, amount, description, requestId });
      return reply.code(201).send({ balance: formatUsd(balance) });
    },
  );
}

function hashOf(parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
