import { Type } from 'typebox';
import { sessionOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { clearSessionCookie } from '../../../http/session-cookie.ts';
import type { AccountsDeps } from '../deps.ts';
import { deleteAccount } from '../leaving/delete-account.ts';

/** `DELETE /v1/account`: the account at once, what is in its workspace soon. */
export function deleteAccountRoute(app: HttpServer, deps: AccountsDeps): void {
  app.delete(
    '/v1/account',
    {
      config: { access: { by: ['session'], audit: 'account.delete', errors: ['conflict'] } },
      schema: {
        operationId: 'deleteAccount',
        tags: ['Accounts'],
        summary: 'Delete my account',
        description:
          'Sessions and keys end, address and name are free at once. What is in the own workspace is removed by and by, ' +
          'files included; the ledger stays, without a name. The first administrator, the last one, and the owner of a ' +
          'company with other members get a 409.',
        response: { 204: Type.Null({ description: 'Deleted.' }) },
      },
    },
    async (request, reply) => {
      await deleteAccount(deps, sessionOf(request.actor));
      deps.authentication.forget();
      clearSessionCookie(reply);
      return reply.code(204).send(null);
    },
  );
}
