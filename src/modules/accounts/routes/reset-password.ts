import { Type } from 'typebox';
import type { HttpServer } from '../../../http/http-server.ts';
import { NewPassword } from '../account-view.ts';
import type { AccountsDeps } from '../deps.ts';
import { resetPassword } from '../passwords/reset-password.ts';
import { recordLogin } from './visitor.ts';

export const ResetToken = Type.String({ minLength: 1, maxLength: 128, description: 'From the mailed link.' });

/** `POST /v1/auth/reset-password`: sets a new password, once per link; all sessions of the account end. */
export function resetPasswordRoute(app: HttpServer, deps: AccountsDeps): void {
  app.post(
    '/v1/auth/reset-password',
    {
      config: { access: { by: ['anyone'], limit: 'reset' } },
      schema: {
        operationId: 'resetPassword',
        tags: ['Accounts'],
        summary: 'Set a new password by a mailed link',
        body: Type.Object({ token: ResetToken, password: NewPassword }),
        response: { 204: Type.Null({ description: 'Set. All sessions of the account have ended.' }) },
      },
    },
    async (request, reply) => {
      const { token, password } = request.body;
      const account = await resetPassword(deps, token, password);
      deps.authentication.forget();
      await recordLogin(deps, account, 'password.reset', request);
      return reply.code(204).send(null);
    },
  );
}
