import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Keeps count of the requests on each connection of a server. The function that it returns closes those on which there is
 * none: kept alive after an answer, opened ahead of time, as browsers do, or sent half a request. Node's own
 * `closeIdleConnections` leaves the last two open. What has become a WebSocket is left alone.
 */
export function watchConnections(server: Server): () => void {
  const requests = new Map<Socket, number>();
  const count = (socket: Socket, change: number) => {
    const known = requests.get(socket);
    if (known !== undefined) requests.set(socket, known + change);
  };
  server.on('connection', (socket: Socket) => {
    requests.set(socket, 0);
    socket.once('close', () => requests.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    count(socket, 1);
    response.once('close', () => count(socket, -1));
  });
  server.on('upgrade', ({ socket }) => requests.delete(socket));
  return () => {
    for (const [socket, underWay] of requests) if (underWay === 0) socket.destroy();
  };
}
