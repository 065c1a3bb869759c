import { Type } from 'typebox';
import { RoomParams } from '../../../contracts/identifiers.ts';
import { Ingress } from '../../../contracts/ingress.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { IngressDeps } from '../deps.ts';
import { toIngressView } from '../ingress-view.ts';
import { listIngress } from '../list-ingress.ts';

/** `GET /v1/rooms/:roomId/ingress` (seed 002): all of the room, with their live state. */
export function listIngressRoute(app: HttpServer, deps: IngressDeps): void {
  app.get(
    '/v1/rooms/:roomId/ingress',
    {
      config: { access: { by: ['key'], scope: 'ingress:read' } },
      schema: {
        operationId: 'listIngress',
        tags: ['Ingress'],
        summary: 'List stream keys',
        description: 'Each with what its encoder is doing now. An empty list for a room without any.',
        params: RoomParams,
        response: { 200: Type.Object({ ingress: Type.Array(Ingress) }) },
      },
    },
    async (request) => {
      const place = { workspaceId: workspaceOf(request.actor), roomId: request.params.roomId };
      const infos = await listIngress(deps, place);
      return { ingress: infos.map(toIngressView) };
    },
  );
}
