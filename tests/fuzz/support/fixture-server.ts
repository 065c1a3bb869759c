import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createClient } from '../../support/client.ts';
import type { TestServer } from '../../support/server.ts';
import { type Call, fixtures } from '../../openapi/fixtures/index.ts';
import { createScene, type Scene } from '../../openapi/support/scene.ts';

/** How often a call that ends its scene gets one; after that it is about things that are gone. */
const scenesPerOperation = 3;

export interface FixtureServer {
  url: string;
  /** Operations that were asked for and have no fixture. */
  unknown: Set<string>;
  close(): Promise<void>;
}

/** Tells Schemathesis' hooks what a call can be about: `GET /<operationId>/<how many times so far>` answers a Call. */
export async function startFixtureServer(server: TestServer): Promise<FixtureServer> {
  const scenes: Scene[] = [];
  const unknown = new Set<string>();
  const addScene = async () => {
    const scene = await createScene(server);
    scenes.push(scene);
    return scene;
  };
  let shared = await addScene();
  const prepare = async (operationId: string, count: number): Promise<Call | null> => {
    const fixture = fixtures[operationId];
    if (!fixture) return null;
    if (fixture.ends && count <= scenesPerOperation) return fixture.call(await addScene());
    if (!fixture.ends && !(await isThere(server, shared))) shared = await addScene();
    return fixture.call(fixture.ends ? (scenes.at(-1) ?? shared) : shared);
  };
  const http = await listen(async (request, response) => {
    const [, operationId = '', count] = (request.url ?? '').split('/');
    const call = await prepare(operationId, Number(count));
    if (call === null) unknown.add(operationId);
    response.writeHead(call === null ? 404 : 200).end(JSON.stringify(call));
  });
  return {
    url: addressOf(http),
    unknown,
    async close() {
      http.close();
      for (const scene of scenes) await scene.close();
    },
  };
}

/** Schemathesis learns names from answers, so it can meet the shared scene by itself: change it back, or end it. */
async function isThere(server: TestServer, { roomId, guest, webhook }: Scene): Promise<boolean> {
  const { call } = createClient(server);
  const person = await call('GET', `/v1/rooms/${encodeURIComponent(roomId)}/participants/${guest.identity}`);
  const { status } = await call('PATCH', `/v1/webhooks/${webhook.id}`, { isActive: true });
  return person.status === 200 && status === 200;
}

async function listen(handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>): Promise<Server> {
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return `http://127.0.0.1:${address.port}`;
}
