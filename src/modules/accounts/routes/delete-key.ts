import { Type } from 'typebox';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { AccountsDeps } from '../deps.ts';
import { endKey } from '../keys/end-key.ts';
import { IdParams } from './id-params.ts';

/** `DELETE /v1/keys/:id`: refused everywhere within a second. */
export function deleteKeyRoute(app: HttpServer, deps: AccountsDeps): void {
  app.delete(
    '/v1/keys/:id',
    {
      config: { access: { by: ['key'], scope: 'keys:write', audit: 'key.delete', errors: ['not-found', 'conflict'] } },
      schema: {
        operationId: 'deleteKey',
        tags: ['API keys'],
        summary: 'Revoke an API key',
        description: 'PLENUM_API_KEY ends when it no longer stands in the environment: 409 until then.',
        params: IdParams,
        response: { 204: Type.Null({ description: 'Revoked.' }) },
      },
    },
    async (request, reply) => {
      await endKey(deps, workspaceOf(request.actor), request.params.id);
      deps.authentication.forget();
      return reply.code(204).send(null);
    },
  );
}
