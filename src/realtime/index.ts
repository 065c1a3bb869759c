import type { IncomingMessage } from 'node:http';
import websocket, { type WebsocketPluginOptions } from '@fastify/websocket';
import type { FastifyRequest } from 'fastify';
import type { HttpServer } from '../http/http-server.ts';
import { createPageCheck } from '../http/own-origin.ts';
import type { RealtimeDeps } from './deps.ts';
import { gatewayPath } from './frames/answer-frame.ts';
import { maxFrameBytes } from './frames/receive-frame.ts';
import { openGateway } from './open-gateway.ts';
import { acceptSocket, takePlace } from './sockets/accept.ts';
import type { Place } from './sockets/anonymous-places.ts';
import { createGuestSecrets } from '../http/guest-secrets.ts';
import { GatewaySocket } from './sockets/gateway-socket.ts';

export type { RealtimeDeps } from './deps.ts';

const options = {
  maxPayload: maxFrameBytes,
  perMessageDeflate: false,
  clientTracking: false,
  /** Whoever does not answer our closing is cut off after so long. */
  closeTimeout: 3_000,
};

type SocketClass = NonNullable<WebsocketPluginOptions['options']>['WebSocket'];

/** Adds the gateway: a socket for what happens in meetings, at GET /v1/realtime. */
export async function addRealtime(app: HttpServer, deps: RealtimeDeps): Promise<void> {
  const { gateway, start, close } = openGateway(deps);
  const isOfKnownPage = createPageCheck(deps);
  const taken = new WeakMap<FastifyRequest, Place | null>();
  const guests = createGuestSecrets(app, isOfKnownPage);
  // Any other request that offers an upgrade, as some clients do with each, is served as it is.
  Object.assign(app.server, { shouldUpgradeCallback: isForGateway });
  app.addHook('onListen', async () => start());
  await app.register(async (scope) => {
    await scope.register(websocket, {
      options: { ...options, WebSocket: GatewaySocket as unknown as SocketClass },
      preClose: (done: () => void) => void close().finally(done),
    });
    scope.get(
      gatewayPath,
      {
        websocket: true,
        config: { access: { by: ['anyone'] } },
        schema: { hide: true },
        preValidation: async (request) => {
          // Before the handshake, which hands it out.
          guests.of(request);
          taken.set(request, await takePlace(gateway, request));
        },
      },
      (socket, request) => {
        const visit = { place: taken.get(request) ?? null, guestSecret: guests.of(request) };
        acceptSocket(gateway, isOfKnownPage, socket, request, visit);
      },
    );
    scope.websocketServer.on('headers', guests.addCookie);
  });
}

function isForGateway({ url, headers }: IncomingMessage): boolean {
  return url?.split('?', 1)[0] === gatewayPath && headers.upgrade?.toLowerCase() === 'websocket';
}
