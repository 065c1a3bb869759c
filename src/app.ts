import type { Deps } from './deps.ts';
import type { HttpServer } from './http/http-server.ts';
import { createHttpServer } from './http/server.ts';
import { addWebPages } from './http/web-pages.ts';
import { addRoomRoutes } from './modules/rooms/index.ts';
import { addSystemRoutes } from './modules/system/index.ts';

/** Puts the API together: what all routes share, then each module's routes, then the web app. Does not listen. */
export async function buildApp(deps: Pick<Deps, 'http' | 'rooms' | 'system' | 'webFolder'>): Promise<HttpServer> {
  const app = await createHttpServer(deps.http);
  addSystemRoutes(app, deps.system);
  addRoomRoutes(app, deps.rooms);
  await addWebPages(app, deps.webFolder, deps.http.livekitPublicUrl);
  return app;
}
