import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import type { Server } from 'node:net';

import type { ServerPorts } from './ports.ts';

/** Holds the ingress's ports until it comes, so that nobody else takes them, and says why it is not there. */
export interface IngressStandIn {
  /** One sentence, which callers of the API are told. */
  reason: string;
  /** Frees the ports. */
  close(): Promise<void>;
}

/** Takes the ports. Whoever asks for the ingress's health is answered 503 with the reason as text. */
export async function standInForIngress(ports: ServerPorts, reason: string): Promise<IngressStandIn> {
  const standIn = { reason, close };
  const http = createHttpServer((_request, response) => {
    response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end(standIn.reason);
  });
  const silent = [ports.ingressRtmp, ports.ingressRelay].map((port) => ({ server: createServer((socket) => socket.destroy()), port }));
  const media = createSocket('udp4');
  const listening = [{ server: http as Server, port: ports.ingressWhip }, ...silent];
  await Promise.all([
    ...listening.map(({ server, port }) => once(server.listen(port, '127.0.0.1').unref(), 'listening')),
    once(media.bind(ports.ingressUdp, '127.0.0.1').unref(), 'listening'),
  ]);
  return standIn;

  async function close(): Promise<void> {
    media.close();
    http.closeAllConnections();
    await Promise.all(listening.map(({ server }) => once(server.close(), 'close')));
  }
}
