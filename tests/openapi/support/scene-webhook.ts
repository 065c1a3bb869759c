import { newId } from '../../../src/core/ids.ts';
import { webhookAttempts, webhookDeliveries } from '../../../src/modules/webhooks/tables.ts';
import { connectDatabase } from '../../../src/platform/db/client.ts';
import { type Client, createClient } from '../../support/client.ts';
import { startReceiver } from '../../support/receiver.ts';
import type { TestServer } from '../../support/server.ts';

/** A webhook of the owner's to a real endpoint, with a delivery that failed once. */
export interface SceneWebhook {
  id: string;
  deliveryId: string;
  /** The endpoint, which answers 204 for as long as the scene lasts. */
  url: string;
  /** All that an outsider's call must leave as it is, and how many messages the endpoint got. */
  read(): Promise<unknown>;
  close(): Promise<void>;
}

export async function createSceneWebhook(server: TestServer): Promise<SceneWebhook> {
  const owner = createClient(server);
  const receiver = await startReceiver();
  const { body, status } = await owner.call<{ id: string }>('POST', '/v1/webhooks', { url: receiver.url, events: ['room_created'] });
  if (status !== 201) {
    // An open endpoint would keep the test file from ending.
    await receiver.close();
    throw new Error(`No webhook: ${JSON.stringify(body)}`);
  }
  return {
    id: body.id,
    deliveryId: await insertDelivery(server, body.id),
    url: receiver.url,
    read: async () => ({ ...(await readWebhook(owner, body.id)), received: receiver.received.length }),
    close: () => receiver.close(),
  };
}

/** Beside the API, as no worker runs here and a real one would not fail. */
async function insertDelivery(server: TestServer, webhookId: string): Promise<string> {
  const { db, close } = connectDatabase(server.env['DATABASE_URL'] ?? '');
  try {
    const id = newId('dl');
    const state = { isInLane: false, status: 'failed', tries: 1, nextAttemptAt: null } as const;
    const eventId = newId('ev');
    await db.insert(webhookDeliveries).values({ id, webhookId, eventId, event: 'room_created', lane: '', body: '{}', ...state });
    await db.insert(webhookAttempts).values({ deliveryId: id, at: new Date(), statusCode: 500, ms: 12, responseBody: 'as it was' });
    return id;
  } finally {
    await close();
  }
}

async function readWebhook(owner: Client, id: string): Promise<object> {
  const { body: webhook } = await owner.call('GET', `/v1/webhooks/${id}`);
  const { body } = await owner.call('GET', `/v1/webhooks/${id}/deliveries`);
  return { webhook, deliveries: body['deliveries'] };
}
