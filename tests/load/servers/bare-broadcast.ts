/** The limit for a chat message: `ws` that hands each text through Redis to every socket of every process. */
import { createServer } from 'node:http';
import { Redis } from 'ioredis';
import { type WebSocket, WebSocketServer } from 'ws';

const { REDIS_URL = '', PORT, HOST } = process.env;
const channel = 'bare-broadcast';

const publisher = new Redis(REDIS_URL);
const subscriber = new Redis(REDIS_URL);
const sockets = new Set<WebSocket>();
const server = createServer();
new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket) => {
  sockets.add(socket);
  socket.on('message', (text: Buffer) => void publisher.publish(channel, text));
  socket.on('close', () => sockets.delete(socket));
});
subscriber.on('message', (_channel, text) => {
  for (const socket of sockets) socket.send(text);
});
await subscriber.subscribe(channel);
process.on('SIGTERM', () => process.exit(0));
server.listen(Number(PORT), HOST, () => process.send?.('ready'));
