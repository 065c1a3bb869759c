import type { HttpServer } from '../../http/http-server.ts';
import type { WebhooksDeps } from './deps.ts';
import { createWebhookRoute } from './routes/create-webhook.ts';
import { deleteWebhookRoute } from './routes/delete-webhook.ts';
import { getWebhookRoute } from './routes/get-webhook.ts';
import { listDeliveriesRoute } from './routes/list-deliveries.ts';
import { listWebhooksRoute } from './routes/list-webhooks.ts';
import { redeliverRoute } from './routes/redeliver.ts';
import { rotateSecretRoute } from './routes/rotate-secret.ts';
import { testWebhookRoute } from './routes/test-webhook.ts';
import { updateWebhookRoute } from './routes/update-webhook.ts';

export { forgetDeliveries } from './deliveries/forget-deliveries.ts';
export { readWorkspaceWebhooks } from './leaving/read-workspace.ts';
export { removeWorkspaceWebhooks } from './leaving/remove-workspace.ts';
export { findDueDeliveries } from './deliveries/find-due-deliveries.ts';
export { createPlaces } from './deliveries/places.ts';
export { runDelivery } from './deliveries/run-delivery.ts';
export { createWebhookSubscriber } from './deliveries/subscriber.ts';
export type { DeliveryDeps, DueDelivery, OwnersDeps, WebhooksDeps } from './deps.ts';
export { webhookFigures } from './figures.ts';
export { runOwnerNotices } from './owner-notices.ts';

const routes = [
  listWebhooksRoute,
  createWebhookRoute,
  getWebhookRoute,
  updateWebhookRoute,
  deleteWebhookRoute,
  testWebhookRoute,
  rotateSecretRoute,
  listDeliveriesRoute,
  redeliverRoute,
];

/** Adds the calls about webhooks and their deliveries. */
export function addWebhookRoutes(app: HttpServer, deps: WebhooksDeps): void {
  for (const addRoute of routes) addRoute(app, deps);
}
