import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';

/** A delivery as a customer's endpoint got it. */
export interface Received {
  at: number;
  headers: IncomingHttpHeaders;
  text: string;
  body: { id: string; event: string; createdAt: string; roomId: string | null; data: Record<string, Record<string, unknown>> };
}

export interface Receiver {
  url: string;
  received: Received[];
  close(): Promise<void>;
}

/** A customer's endpoint on loopback. `answer` decides what it says; 204 when left out. */
export async function startReceiver(
  answer: (delivery: Received, response: ServerResponse) => void = (_delivery, response) => void response.writeHead(204).end(),
): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const delivery = { at: Date.now(), headers: request.headers, text, body: JSON.parse(text) };
      received.push(delivery);
      answer(delivery, response);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return {
    url: `http://127.0.0.1:${address.port}/hook`,
    received,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
