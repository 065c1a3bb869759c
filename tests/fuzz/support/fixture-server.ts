import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createClient } from '../../support/client.ts';
import type { TestServer } from '../../support/server.ts';
import { type Call, type Fixture, fixtures } from '../../openapi/fixtures/index.ts';
import { cookieOf } from '../../openapi/support/scene-account.ts';
import { createScene, type Scene } from '../../openapi/support/scene.ts';

/** How often a call that ends its scene gets one; after that it is about things that are gone. */
const scenesPerOperation = 3;

/** A call, and the headers of the session, host or person who makes it where a key may not. */
type FuzzCall = Call & { session: Record<string, string>; needsThisBody: boolean; needsSession: boolean };

export interface FixtureServer {
  url: string;
  /** Operations that were asked for and have no fixture. */
  unknown: Set<string>;
  close(): Promise<void>;
}

/** Tells Schemathesis' hooks what a call can be about: `GET /<operationId>/<how many times so far>` answers a Call. */
export async function startFixtureServer(server: TestServer): Promise<FixtureServer> {
  const unknown = new Set<string>();
  let shared = await createScene(server);
  /** The last one that was to be ended. */
  let ended: Scene | null = null;
  const prepare = async (operationId: string, count: number): Promise<FuzzCall | null> => {
    const fixture = fixtures[operationId];
    if (!fixture) return null;
    const about = async (scene: Scene) => ({
      ...(await fixture.call(scene)),
      session: fixture.inMeeting ? inMeeting(fixture, scene) : cookieOf(server, (await fixture.session?.(scene)) ?? scene.account.session),
      needsThisBody: fixture.needsThisBody ?? false,
      needsSession: fixture.needsSession ?? false,
    });
    if (fixture.ends && count <= scenesPerOperation) return about((ended = await replaceScene(server, ended)));
    if (!fixture.ends && !(await isThere(server, shared))) shared = await replaceScene(server, shared);
    const scene = fixture.ends ? (ended ?? shared) : shared;
    await fixture.arrange?.(createClient(server), scene);
    if (fixture.ends) return about(scene);
    // What earlier calls left of the scene may not suffice: a meeting has only so many polls.
    return about(scene).catch(async () => about((shared = await replaceScene(server, shared))));
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
      await Promise.all([shared.close(), ended?.close()]);
    },
  };
}

/** The credential of whoever may do this in a meeting. */
function inMeeting({ notForHosts }: Fixture, { meeting }: Scene): Record<string, string> {
  if (notForHosts) return { authorization: `Bearer ${meeting.personToken}` };
  // Some calls are for somebody who is there, and look at no admin token.
  return { 'x-admin-token': meeting.adminToken, authorization: `Bearer ${meeting.hostToken}` };
}

/** People who stay where nobody needs them any more take most of a core. */
async function replaceScene(server: TestServer, last: Scene | null): Promise<Scene> {
  await last?.close();
  return createScene(server);
}

/** How the scene's meeting was made. */
const openMeeting = { title: 'as it was', waitingRoom: true, locked: false, maxParticipants: 10_000 };

/** Schemathesis learns names from answers, so it can meet the shared scene by itself: change it back, or end it. */
async function isThere(server: TestServer, { roomId, guest, webhook, ingressId, meeting }: Scene): Promise<boolean> {
  const { call } = createClient(server);
  const roomPath = `/v1/rooms/${encodeURIComponent(roomId)}`;
  const person = await call('GET', `${roomPath}/participants/${guest.identity}`);
  const ingress = await call('GET', `${roomPath}/ingress/${ingressId}`);
  const { status } = await call('PATCH', `/v1/webhooks/${webhook.id}`, { isActive: true });
  const { status: held } = await meeting.host.call('PATCH', `/v1/meetings/${meeting.meetingId}/settings`, openMeeting);
  return person.status === 200 && ingress.status === 200 && status === 200 && held === 200;
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
