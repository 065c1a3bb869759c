import { Type } from 'typebox';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { deleteIngress } from '../delete-ingress.ts';
import type { IngressDeps } from '../deps.ts';
import { IngressParams } from '../ingress-params.ts';

/** `DELETE /v1/rooms/:roomId/ingress/:ingressId` (seed 002): the key ends, and what is published with it. */
export function deleteIngressRoute(app: HttpServer, deps: IngressDeps): void {
  app.delete(
    '/v1/rooms/:roomId/ingress/:ingressId',
    {
      config: { access: { by: ['key'], scope: 'ingress:write', audit: 'ingress.delete', errors: ['not-found'] } },
      schema: {
        operationId: 'deleteIngress',
        tags: ['Ingress'],
        summary: 'Delete a stream key',
        description: 'What is published with it ends, too.',
        params: IngressParams,
        response: { 204: Type.Null({ description: 'Deleted.' }) },
      },
    },
    async (request, reply) => {
      const { roomId, ingressId } = request.params;
      await deleteIngress(deps, { workspaceId: workspaceOf(request.actor), roomId }, ingressId);
      return reply.code(204).send(null);
    },
  );
}
