import { Registry } from 'prom-client';
import { readConfig } from '../../../../src/config/index.ts';
import { createDeps } from '../../../../src/deps.ts';
import { createHttpServer } from '../../../../src/http/server.ts';
import { createWorkspace } from '../../../../src/modules/accounts/index.ts';
import { addBillingRoutes, type BillingDeps } from '../../../../src/modules/billing/index.ts';
import type { DatabaseClient } from '../../../../src/platform/db/client.ts';
import { migrateDatabase } from '../../../../src/platform/db/migrate.ts';
import { type Client, createClient } from '../../../support/client.ts';
import { startOwnStack } from '../../../support/stack.ts';

/** A workspace and its key. */
export interface Owner {
  workspaceId: string;
  apiKey: string;
  client: Client;
}

/** The calls about money over real HTTP and PostgreSQL, in this process. */
export interface Scene {
  database: DatabaseClient;
  env: Record<string, string>;
  /** Where the calls are served. */
  url: string;
  newOwner(): Promise<Owner>;
  close(): Promise<void>;
}

/** `settings` are those of the environment, `adapters` stand in for what they would make. */
export async function createScene(settings: Record<string, string> = {}, adapters: Partial<BillingDeps> = {}): Promise<Scene> {
  const stack = await startOwnStack();
  await migrateDatabase(stack.env.DATABASE_URL ?? '');
  const quiet = { LOG_LEVEL: 'silent', RATE_LIMIT_KEY: 'off', RATE_LIMIT_IP: 'off' };
  const env = { ...stack.env, ...quiet, ...settings };
  const deps = createDeps(readConfig(env));
  const app = await createHttpServer({ ...deps.http, metrics: new Registry() });
  addBillingRoutes(app, { ...deps.billing, ...adapters });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    database: deps.database,
    env,
    url,
    async newOwner() {
      const { workspaceId, apiKey } = await createWorkspace(deps.database.db);
      return { workspaceId, apiKey, client: createClient({ url, apiKey }) };
    },
    async close() {
      await app.close();
      await deps.close();
      await stack.stop();
    },
  };
}
