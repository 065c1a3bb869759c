import { Type } from 'typebox';
import { hashSecret } from '../../../core/hash-secret.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { AccountsDeps } from '../deps.ts';
import { findReset } from '../passwords/repository.ts';
import { ResetToken } from './reset-password.ts';

/** `GET /v1/auth/reset-password`: whether a mailed link still works. */
export function checkResetRoute(app: HttpServer, { db }: AccountsDeps): void {
  app.get(
    '/v1/auth/reset-password',
    {
      config: { access: { by: ['anyone'] } },
      schema: {
        operationId: 'checkPasswordReset',
        tags: ['Accounts'],
        summary: 'Whether a mailed link still works',
        querystring: Type.Object({ token: ResetToken }),
        response: { 200: Type.Object({ valid: Type.Boolean() }) },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return { valid: (await findReset(db, hashSecret(request.query.token))) !== null };
    },
  );
}
