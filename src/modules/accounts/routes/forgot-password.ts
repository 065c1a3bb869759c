import { Type } from 'typebox';
import type { HttpServer } from '../../../http/http-server.ts';
import { Email } from '../account-view.ts';
import type { AccountsDeps } from '../deps.ts';
import { requestReset } from '../passwords/request-reset.ts';

/** `POST /v1/auth/forgot-password`: mails a link, if there is such an account; the answer is the same if not. */
export function forgotPasswordRoute(app: HttpServer, deps: AccountsDeps): void {
  app.post(
    '/v1/auth/forgot-password',
    {
      config: { access: { by: ['anyone'], limit: 'reset' } },
      schema: {
        operationId: 'forgotPassword',
        tags: ['Accounts'],
        summary: 'Ask for a link that sets a new password',
        body: Type.Object({ email: Email }),
        response: { 202: Type.Object({ ok: Type.Literal(true) }) },
      },
    },
    async (request, reply) => {
      await requestReset(deps, request.body.email);
      return reply.code(202).send({ ok: true });
    },
  );
}
