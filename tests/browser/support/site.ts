import { encodeRoomLink, decodeRoomLink } from '../../../src/modules/rooms/room-links.ts';
import { deriveKey } from '../../../src/core/secrets.ts';
import { lineProgress } from '../../../src/start/local/progress.ts';
import { buildWebPage } from '../../../src/start/local/web-page.ts';
import { startServer, startServerOn, type TestServer } from '../../support/server.ts';

/** A server that serves the built pages, with the calls that a browser test makes beside the browser. */
export interface Site extends TestServer {
  /** Calls the API with the key and answers its JSON. Throws on a problem. */
  call: <Answer>(method: string, path: string, body?: object) => Promise<Answer>;
  /** The address of a link into a room. */
  makeLink: (roomId: string, role: string) => Promise<string>;
  /** The same link as it will be when its time is over. */
  expire: (link: string) => string;
}

/** Builds the pages when they are not, and starts a server for them on the shared stack. Stop it in `after`. */
export async function startSite(settings: Record<string, string> = {}): Promise<Site> {
  await buildPages();
  return asSite(await startServer(settings));
}

/** The same on servers of the test's own, which it may break. */
export async function startSiteOn(env: Record<string, string>, settings: Record<string, string> = {}): Promise<Site> {
  await buildPages();
  return asSite(await startServerOn(env, settings));
}

async function buildPages(): Promise<void> {
  if (!(await buildWebPage(process.env, lineProgress(console.log)))) throw new Error('The pages could not be built.');
}

function asSite(server: TestServer): Site {
  const call = async <Answer>(method: string, path: string, body?: object): Promise<Answer> => {
    const response = await fetch(server.url + path, {
      method,
      headers: { 'x-api-key': server.apiKey, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (response.status === 204 ? undefined : await response.json()) as Answer;
  };
  return {
    ...server,
    call,
    makeLink: async (roomId, role) => {
      const { url } = await call<{ url: string }>('POST', `/v1/rooms/${roomId}/link`, { role });
      return url;
    },
    expire: (link) => expireLink(server.env['PLENUM_SECRET'] ?? '', link),
  };
}

function expireLink(secret: string, link: string): string {
  const key = deriveKey(secret, 'room-link');
  const [address = '', linkToken = ''] = link.split('/r/');
  const content = decodeRoomLink(key, linkToken);
  if (!content) throw new Error('Not a link of this server.');
  return `${address}/r/${encodeRoomLink(key, { ...content, expiresAt: Date.now() - 1000 })}`;
}
