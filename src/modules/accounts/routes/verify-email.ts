import { Type } from 'typebox';
import type { HttpServer } from '../../../http/http-server.ts';
import type { AccountsDeps } from '../deps.ts';
import { verifyEmail } from '../verification/verify-email.ts';
import { recordLogin } from './visitor.ts';

/** `POST /v1/auth/verify-email`: proves an address by the link in the welcome mail. */
export function verifyEmailRoute(app: HttpServer, deps: AccountsDeps): void {
  app.post(
    '/v1/auth/verify-email',
    {
      config: { access: { by: ['anyone'] } },
      schema: {
        operationId: 'verifyEmail',
        tags: ['Accounts'],
        summary: 'Verify an e-mail address by a mailed link',
        description: 'Needed before a paid top-up where mail is set up. A new password that was set by a mailed link verifies, too.',
        body: Type.Object({ token: Type.String({ minLength: 1, maxLength: 128, description: 'From the mailed link.' }) }),
        response: { 204: Type.Null({ description: 'Verified.' }) },
      },
    },
    async (request, reply) => {
      const account = await verifyEmail(deps.db, request.body.token);
      if (account.emailVerifiedAt === null) await recordLogin(deps, account, 'email.verify', request);
      return reply.code(204).send(null);
    },
  );
}
