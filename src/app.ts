import type { Deps } from './deps.ts';
import type { HttpServer } from './http/http-server.ts';
import { createHttpServer } from './http/server.ts';
import { addWebPages } from './http/web-pages.ts';
import { addAccountRoutes } from './modules/accounts/index.ts';
import { addBillingRoutes } from './modules/billing/index.ts';
import { addIngressRoutes } from './modules/ingress/index.ts';
import { addLivekitEventRoutes } from './modules/livekit-events/index.ts';
import { addMeetingRoutes } from './modules/meetings/index.ts';
import { addRoomRoutes } from './modules/rooms/index.ts';
import { addRecordingRoutes } from './modules/recordings/index.ts';
import { addSearchRoutes } from './modules/search/index.ts';
import { addStreamRoutes } from './modules/streams/index.ts';
import { addSystemRoutes } from './modules/system/index.ts';
import { addLinkedTranscriptRoutes, addTranscriptionRoutes } from './modules/transcription/index.ts';
import { addWebhookRoutes } from './modules/webhooks/index.ts';
import { addRealtime } from './realtime/index.ts';

type AppDeps = Pick<
  Deps,
  | 'http'
  | 'accounts'
  | 'billing'
  | 'rooms'
  | 'system'
  | 'livekitEvents'
  | 'recordings'
  | 'streams'
  | 'ingress'
  | 'transcription'
  | 'meetings'
  | 'webhooks'
  | 'realtime'
  | 'webFolder'
>;

/** Puts the API together: what all routes share, then each module's routes, the realtime gateway, and the web app. Does not listen. */
export async function buildApp(deps: AppDeps): Promise<HttpServer> {
  const app = await createHttpServer(deps.http);
  addSystemRoutes(app, deps.system);
  addAccountRoutes(app, deps.accounts);
  addBillingRoutes(app, deps.billing);
  addRoomRoutes(app, deps.rooms);
  addIngressRoutes(app, deps.ingress);
  addLivekitEventRoutes(app, deps.livekitEvents);
  addRecordingRoutes(app, deps.recordings);
  addStreamRoutes(app, deps.streams);
  addTranscriptionRoutes(app, deps.transcription);
  addLinkedTranscriptRoutes(app, deps.recordings);
  addSearchRoutes(app, deps.transcription);
  addMeetingRoutes(app, deps.meetings);
  addWebhookRoutes(app, deps.webhooks);
  await addRealtime(app, deps.realtime);
  await addWebPages(app, deps.webFolder, deps.http.livekitPublicUrl);
  return app;
}
