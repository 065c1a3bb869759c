import { Ingress } from '../../../contracts/ingress.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { IngressDeps } from '../deps.ts';
import { IngressParams } from '../ingress-params.ts';
import { toIngressView } from '../ingress-view.ts';
import { getIngress } from '../list-ingress.ts';

/** `GET /v1/rooms/:roomId/ingress/:ingressId`. */
export function getIngressRoute(app: HttpServer, deps: IngressDeps): void {
  app.get(
    '/v1/rooms/:roomId/ingress/:ingressId',
    {
      config: { access: { by: ['key'], scope: 'ingress:read', errors: ['not-found'] } },
      schema: {
        operationId: 'getIngress',
        tags: ['Ingress'],
        summary: 'Get a stream key',
        params: IngressParams,
        response: { 200: Ingress },
      },
    },
    async (request) => {
      const { roomId, ingressId } = request.params;
      return toIngressView(await getIngress(deps, { workspaceId: workspaceOf(request.actor), roomId }, ingressId));
    },
  );
}
