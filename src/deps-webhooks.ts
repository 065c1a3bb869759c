import type { Config } from './config/index.ts';
import type { Cipher } from './core/secrets.ts';
import { mailOwner } from './modules/notifications/index.ts';
import { createPlaces, type DeliveryDeps, type DueDelivery, type OwnersDeps, type WebhooksDeps } from './modules/webhooks/index.ts';
import type { DatabaseClient } from './platform/db/client.ts';
import type { Outgoing } from './platform/outgoing/client.ts';
import type { WakeQueue } from './platform/queue/wake-queue.ts';

interface Adapters {
  database: DatabaseClient;
  cipher: Cipher;
  outgoing: Outgoing;
  queues: { deliveryQueue: WakeQueue<DueDelivery> };
}

export function createWebhooksDeps(
  { webhooks: { requireHttps } }: Config,
  { database: { db }, cipher, outgoing, queues: { deliveryQueue: { wake } } }: Adapters,
  stopping: AbortSignal,
): WebhooksDeps & DeliveryDeps & OwnersDeps {
  return { db, cipher, outgoing, requireHttps, wake, stopping, places: createPlaces(), tellOwner: createOwnerTeller(cipher) };
}

/** Owners are told by mail, once for each time that a webhook was disabled. */
function createOwnerTeller(cipher: Cipher): OwnersDeps['tellOwner'] {
  return (tx, { workspaceId, webhookId, url, reason, since }) => {
    // The rest of an address may be a secret.
    const data = { webhookId, origin: new URL(url).origin, reason };
    const cause = `webhook-disabled:${webhookId}:${since.toISOString()}`;
    return mailOwner(tx, cipher, workspaceId, { kind: 'webhook-disabled', cause, data });
  };
}
