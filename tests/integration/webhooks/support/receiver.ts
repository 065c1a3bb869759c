import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Message {
  headers: Record<string, string>;
  body: string;
  /** The body, parsed. */
  event: {
    id: string;
    event: string;
    createdAt: string;
    roomId: string | null;
    meetingId: string | null;
    data: Record<string, unknown>;
  };
  /** Milliseconds since 1970. */
  at: number;
}

/** A customer's endpoint: a real HTTP server on loopback that keeps what it gets. */
export interface Receiver {
  url: string;
  messages: Message[];
  /** How it answers; 204 unless a test says otherwise. */
  answer: (response: ServerResponse, message: Message) => void;
  /** The most that were under way at once. */
  mostAtOnce: number;
  close(): void;
}

export async function startReceiver(): Promise<Receiver> {
  let atOnce = 0;
  const server = createServer((request, response) => {
    atOnce += 1;
    receiver.mostAtOnce = Math.max(receiver.mostAtOnce, atOnce);
    response.on('close', () => {
      atOnce -= 1;
    });
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const event = JSON.parse(body) as Message['event'];
      const message = { headers: flat(request.headers), body, event, at: Date.now() };
      receiver.messages.push(message);
      receiver.answer(response, message);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    messages: [],
    answer: (response) => response.writeHead(204).end(),
    mostAtOnce: 0,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return receiver;
}

function flat(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
