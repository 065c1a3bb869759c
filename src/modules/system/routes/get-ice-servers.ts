import { Type } from 'typebox';
import type { HttpServer } from '../../../http/http-server.ts';
import type { SystemDeps } from '../deps.ts';
import { listIceServers } from '../ice-servers.ts';

const IceServer = Type.Object({
  urls: Type.Array(Type.String()),
  username: Type.Optional(Type.String()),
  credential: Type.Optional(Type.String()),
});

/** `GET /v1/ice-servers` (seed 001): for `new RTCPeerConnection({ iceServers })`. */
export function getIceServersRoute(app: HttpServer, { turn }: SystemDeps): void {
  app.get(
    '/v1/ice-servers',
    {
      config: { access: { by: ['anyone'] } },
      schema: {
        operationId: 'listIceServers',
        tags: ['System'],
        summary: 'STUN and TURN servers',
        response: { 200: Type.Object({ iceServers: Type.Array(IceServer) }) },
      },
    },
    async () => ({ iceServers: listIceServers(turn, Date.now()) }),
  );
}
