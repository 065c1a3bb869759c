import { Type } from 'typebox';
import { notFound } from '../../../core/errors.ts';
import { sessionOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { AccountsDeps } from '../deps.ts';
import { deleteSession } from '../sessions/repository.ts';
import { IdParams } from './id-params.ts';

/** `DELETE /v1/auth/sessions/:id`: ends one of one's own sessions. */
export function deleteSessionRoute(app: HttpServer, { db, authentication }: AccountsDeps): void {
  app.delete(
    '/v1/auth/sessions/:id',
    {
      config: { access: { by: ['session'], audit: 'session.delete', errors: ['not-found'] } },
      schema: {
        operationId: 'deleteSession',
        tags: ['Accounts'],
        summary: 'End a session',
        params: IdParams,
        response: { 204: Type.Null({ description: 'Ended.' }) },
      },
    },
    async (request, reply) => {
      const { accountId } = sessionOf(request.actor);
      if (!(await deleteSession(db, accountId, request.params.id))) throw notFound('Session');
      authentication.forget();
      return reply.code(204).send(null);
    },
  );
}
