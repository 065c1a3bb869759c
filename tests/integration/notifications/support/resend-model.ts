import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';

interface ReceivedCall {
  headers: IncomingHttpHeaders;
  body: { from: string; to: string[]; subject: string; text: string; html: string };
}

/** Answers as Resend does to a key that may only send. */
export interface ResendModel {
  url: string;
  /** What it says to a mail; 200 takes it. */
  status: number;
  received: ReceivedCall[];
  close(): Promise<void>;
}

export async function startResendModel(key: string): Promise<ResendModel> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const isKnown = request.headers.authorization === `Bearer ${key}`;
      const answer = (status: number, body: unknown) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      if (!isKnown) return answer(403, { statusCode: 403, name: 'invalid_api_key', message: 'API key is invalid' });
      if (request.url !== '/emails') return answer(401, { statusCode: 401, name: 'restricted_api_key', message: 'Only sending' });
      model.received.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
      return answer(model.status, model.status === 200 ? { id: 'e' } : { name: 'application_error', message: 'Try again' });
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  const model: ResendModel = {
    url: `http://127.0.0.1:${address.port}`,
    status: 200,
    received: [],
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return model;
}
