import { Type } from 'typebox';
import { sessionOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { clearSessionCookie } from '../../../http/session-cookie.ts';
import type { AccountsDeps } from '../deps.ts';
import { deleteSession } from '../sessions/repository.ts';

/** `POST /v1/auth/logout`: ends this session. */
export function logOutRoute(app: HttpServer, { db, authentication }: AccountsDeps): void {
  app.post(
    '/v1/auth/logout',
    {
      config: { access: { by: ['session'], audit: 'session.delete' } },
      schema: {
        operationId: 'logOut',
        tags: ['Accounts'],
        summary: 'Log out',
        response: { 204: Type.Null({ description: 'Logged out.' }) },
      },
    },
    async (request, reply) => {
      const { accountId, sessionId } = sessionOf(request.actor);
      await deleteSession(db, accountId, sessionId);
      authentication.forget();
      clearSessionCookie(reply);
      return reply.code(204).send(null);
    },
  );
}
