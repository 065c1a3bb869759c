import { Type } from 'typebox';
import type { Actor } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { AccountView, toAccountView } from '../account-view.ts';
import type { AccountsDeps } from '../deps.ts';
import { findAccount } from '../repository.ts';

const Stranger = Type.Object({ authenticated: Type.Literal(false) });

/** `GET /v1/auth/me`: the account of the session, or the one that made the key. */
export function getMeRoute(app: HttpServer, deps: AccountsDeps): void {
  app.get(
    '/v1/auth/me',
    {
      config: { access: { by: ['anyone'] } },
      schema: {
        operationId: 'getMe',
        tags: ['Accounts'],
        summary: 'Who am I',
        description: '`authenticated` is false without a session, and for a key that no account made.',
        response: { 200: Type.Union([AccountView, Stranger]) },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const accountId = accountOf(request.actor);
      const account = accountId === null ? null : await findAccount(deps.db, accountId);
      return account ? toAccountView(deps, account) : { authenticated: false as const };
    },
  );
}

function accountOf(actor: Actor): string | null {
  return actor.kind === 'session' || actor.kind === 'key' ? actor.accountId : null;
}
