import { createWorkspace } from '../../../src/modules/accounts/index.ts';
import { connectDatabase } from '../../../src/platform/db/client.ts';
import type { LocalServers } from '../../../src/start/local/servers.ts';
import { type Receiver, startReceiver } from '../../support/receiver.ts';

/** A workspace of its own with an endpoint that takes every event, and perhaps one beside it that never answers. */
export interface Customer {
  workspaceId: string;
  received: Receiver['received'];
  /** Deletes the webhooks, so that nothing of them is delivered any more, and closes the endpoints. */
  leave(): Promise<void>;
}

export async function createCustomer(servers: LocalServers, apiUrl: string, hasHanging: boolean): Promise<Customer> {
  const { workspaceId, apiKey } = await addWorkspace(servers);
  const good = await startReceiver();
  const endpoints = hasHanging ? [good, await startReceiver(() => {})] : [good];
  const call = (method: string, path: string, body?: object) => callApi(`${apiUrl}${path}`, apiKey, method, body);
  const ids: string[] = [];
  for (const { url } of endpoints) ids.push((await call('POST', '/v1/webhooks', { url, events: ['*'] })).id);
  return {
    workspaceId,
    received: good.received,
    async leave() {
      for (const id of ids) await call('DELETE', `/v1/webhooks/${id}`);
      await Promise.all(endpoints.map((endpoint) => endpoint.close()));
    },
  };
}

async function addWorkspace({ env }: LocalServers): Promise<{ workspaceId: string; apiKey: string }> {
  const database = connectDatabase(env.DATABASE_URL ?? '');
  try {
    return await createWorkspace(database.db);
  } finally {
    await database.close();
  }
}

async function callApi(url: string, apiKey: string, method: string, body?: object): Promise<{ id: string }> {
  const headers = { 'x-api-key': apiKey, ...(body ? { 'content-type': 'application/json' } : {}) };
  const answer = await fetch(url, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url} was answered ${answer.status}: ${text}`);
  return (text === '' ? { id: '' } : JSON.parse(text)) as { id: string };
}
