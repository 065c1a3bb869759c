import { Type } from 'typebox';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { AccountsDeps } from '../deps.ts';
import { endKey } from '../keys/end-key.ts';
import { IdParams } from './id-params.ts';

/** `DELETE /v1/keys/:id`: refused everywhere within a second. */
export function deleteKeyRoute(app: HttpServer, { db, authentication }: AccountsDeps): void {
  app.delete(
    '/v1/keys/:id',
    {
      config: { access: { by: ['key'], scope: 'keys:write', audit: 'key.delete', errors: ['not-found', 'conflict'] } },
      schema: {
        operationId: 'deleteKey',
        tags: ['API keys'],
        summary: 'Revoke an API key',
        description: 'PLENUM_API_KEY is changed in the environment only: 409.',
        params: IdParams,
        response: { 204: Type.Null({ description: 'Revoked.' }) },
      },
    },
    async (request, reply) => {
      await endKey(db, workspaceOf(request.actor), request.params.id);
      authentication.forget();
      return reply.code(204).send(null);
    },
  );
}
