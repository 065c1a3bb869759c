import type { HttpServer } from '../../http/http-server.ts';
import type { LivekitEventsDeps } from './deps.ts';
import { receiveWebhookRoute } from './routes/receive-webhook.ts';

export type { LivekitEventsDeps } from './deps.ts';
export { createEventHandler } from './handle-event.ts';
export { reconcile } from './reconcile.ts';

/** Adds the call with which LiveKit tells what happens. */
export function addLivekitEventRoutes(app: HttpServer, deps: LivekitEventsDeps): void {
  receiveWebhookRoute(app, deps);
}
