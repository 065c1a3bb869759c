import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { checkPage, sendAsset, sendPage } from './page-files.ts';

/** Gets what a page hands over: an event as JSON, or a chunk. */
export type PartListener = (part: Buffer, isEvent: boolean) => void;

/** The place of one capture, which nobody can guess. */
export interface CapturePlace {
  /** The address of its page. */
  url: string;
  listen(listener: PartListener): void;
  remove(): void;
}

/** Serves the composite page to our own browser and takes what it captures, on the loopback interface alone. */
export interface CaptureServer {
  addPlace(): CapturePlace;
  close(): Promise<void>;
}

interface Entry {
  listener: PartListener | null;
  /** The number of the part that is to come. */
  next: number;
}

const PATH = /^\/captures\/([\w-]+)\/(?:(composite\.html)|parts\/(\d+))$/;

export async function startCaptureServer(pageFolder: string): Promise<CaptureServer> {
  await checkPage(pageFolder);
  const entries = new Map<string, Entry>();
  const server = createServer((request, response) => {
    answer(pageFolder, entries, request, response).catch(() => response.writeHead(500).end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    addPlace() {
      const secret = randomBytes(32).toString('base64url');
      const entry: Entry = { listener: null, next: 0 };
      entries.set(secret, entry);
      return {
        url: `http://127.0.0.1:${port}/captures/${secret}/composite.html`,
        listen: (listener) => (entry.listener = listener),
        remove: () => entries.delete(secret),
      };
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answer(
  pageFolder: string,
  entries: Map<string, Entry>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '').replace(/\?.*/, '');
  const [, secret = '', page, number] = PATH.exec(path) ?? [];
  const entry = entries.get(secret);
  if (entry && number && request.method === 'PUT') return takePart(entry, Number(number), request, response);
  if (entry && page && request.method === 'GET') return sendPage(pageFolder, response);
  if (request.method === 'GET' && (await sendAsset(pageFolder, path, response))) return;
  response.writeHead(404).end();
}

/** The page sends a part again when it had no answer: it counts once. */
async function takePart(entry: Entry, number: number, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const part = await buffer(request);
  if (number > entry.next) return void response.writeHead(409).end();
  if (number === entry.next) {
    entry.next += 1;
    entry.listener?.(part, request.headers['content-type'] === 'application/json');
  }
  response.writeHead(204).end();
}
