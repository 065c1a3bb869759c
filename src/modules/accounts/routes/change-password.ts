import { Type } from 'typebox';
import { sessionOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { GivenPassword, NewPassword } from '../account-view.ts';
import type { AccountsDeps } from '../deps.ts';
import { changePassword } from '../passwords/change-password.ts';

/** `POST /v1/auth/change-password`: this session goes on, all others end. */
export function changePasswordRoute(app: HttpServer, deps: AccountsDeps): void {
  app.post(
    '/v1/auth/change-password',
    {
      config: { access: { by: ['session'], limit: 'login', audit: 'password.change' } },
      schema: {
        operationId: 'changePassword',
        tags: ['Accounts'],
        summary: 'Change my password',
        description: 'The other sessions of the account end, and a mail tells of it.',
        body: Type.Object({ currentPassword: GivenPassword, newPassword: NewPassword }),
        response: { 204: Type.Null({ description: 'Changed.' }) },
      },
    },
    async (request, reply) => {
      await changePassword(deps, sessionOf(request.actor), request.body);
      deps.authentication.forget();
      return reply.code(204).send(null);
    },
  );
}
