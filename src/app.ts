import type { Deps } from './deps.ts';
import type { HttpServer } from './http/http-server.ts';
import { createHttpServer } from './http/server.ts';
import { addWebPages } from './http/web-pages.ts';
import { addLivekitEventRoutes } from './modules/livekit-events/index.ts';
import { addRoomRoutes } from './modules/rooms/index.ts';
import { addRecordingRoutes } from './modules/recordings/index.ts';
import { addSystemRoutes } from './modules/system/index.ts';
import { addWebhookRoutes } from './modules/webhooks/index.ts';

/** Puts the API together: what all routes share, then each module's routes, then the web app. Does not listen. */
export async function buildApp(deps: Pick<Deps, 'http' | 'rooms' | 'system' | 'livekitEvents' | 'recordings' | 'webhooks' | 'webFolder'>): Promise<HttpServer> {
  const app = await createHttpServer(deps.http);
  addSystemRoutes(app, deps.system);
  addRoomRoutes(app, deps.rooms);
  addLivekitEventRoutes(app, deps.livekitEvents);
  addRecordingRoutes(app, deps.recordings);
  addWebhookRoutes(app, deps.webhooks);
  await addWebPages(app, deps.webFolder, deps.http.livekitPublicUrl);
  return app;
}
