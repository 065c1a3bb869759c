import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { readConfig } from '../../../../src/config/index.ts';
import type { NewDomainEvent } from '../../../../src/contracts/domain-events.ts';
import { newId } from '../../../../src/core/ids.ts';
import { createCipher } from '../../../../src/core/secrets.ts';
import { createDeps } from '../../../../src/deps.ts';
import { createHttpServer } from '../../../../src/http/server.ts';
import { createWorkspace } from '../../../../src/modules/accounts/index.ts';
import {
  addWebhookRoutes,
  createPlaces,
  createWebhookSubscriber,
  type DeliveryDeps,
  type DueDelivery,
  findDueDeliveries,
  runDelivery,
  type WebhooksDeps,
} from '../../../../src/modules/webhooks/index.ts';
import type { DatabaseClient } from '../../../../src/platform/db/client.ts';
import { migrateDatabase } from '../../../../src/platform/db/migrate.ts';
import { createOutgoing } from '../../../../src/platform/outgoing/client.ts';
import { emitEvents } from '../../../../src/platform/outbox/emit-events.ts';
import { relayOnce } from '../../../../src/platform/outbox/relay.ts';
import { type Client, createClient } from '../../../support/client.ts';
import { startOwnStack } from '../../../support/stack.ts';

/** A worker's way to deliver, in this process: what it is woken for runs at once. */
export interface Worker {
  deps: DeliveryDeps;
  /** Runs until nothing that it was woken for is under way. */
  untilIdle(): Promise<void>;
  stop(): Promise<void>;
}

/** The calls about webhooks over real HTTP and PostgreSQL, and workers that deliver, all in this process. */
export interface Scene {
  database: DatabaseClient;
  env: Record<string, string>;
  workspaceId: string;
  owner: Client;
  /** A caller of another workspace. */
  stranger: Client;
  /** Another caller of the same workspace and server settings of its own. */
  serve(settings: Partial<WebhooksDeps>): Promise<Client>;
  createWorker(settings?: Partial<DeliveryDeps>): Worker;
  /** The worker that everything wakes. */
  worker: Worker;
  emit(...events: Partial<NewDomainEvent>[]): Promise<void>;
  /** Has due deliveries made, as the sweeper does. */
  sweep(worker?: Worker): Promise<DueDelivery[]>;
  close(): Promise<void>;
}

export async function createScene(): Promise<Scene> {
  const stack = await startOwnStack();
  await migrateDatabase(stack.env.DATABASE_URL ?? '');
  const config = readConfig({ ...stack.env, LOG_LEVEL: 'silent', RATE_LIMIT_KEY: 'off', RATE_LIMIT_IP: 'off' });
  const deps = createDeps(config);
  const { db } = deps.database;
  const { workspaceId, apiKey } = await createWorkspace(db);
  const outgoing = createOutgoing({ allowPrivate: true });
  const closers: (() => Promise<unknown>)[] = [];
  const base = { db, cipher: createCipher(config.secret), outgoing };

  function createWorker(settings: Partial<DeliveryDeps> = {}): Worker {
    const running = new Set<Promise<void>>();
    const stopping = new AbortController();
    const worker: DeliveryDeps = {
      ...base,
      places: createPlaces(),
      stopping: stopping.signal,
      async wake(due) {
        for (const each of due) {
          const run = runDelivery(worker, each).finally(() => running.delete(run));
          running.add(run);
        }
      },
      ...settings,
    };
    const untilIdle = async () => {
      while (running.size > 0) await Promise.all(running);
    };
    const stop = () => {
      stopping.abort();
      return untilIdle();
    };
    closers.push(stop);
    return { deps: worker, untilIdle, stop };
  }

  async function serve(settings: Partial<WebhooksDeps>, key = apiKey): Promise<Client> {
    const app = await createHttpServer({ ...deps.http, metrics: new Registry() });
    addWebhookRoutes(app, { ...base, requireHttps: false, wake: worker.deps.wake, ...settings });
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    closers.push(() => app.close());
    return createClient({ url, apiKey: key });
  }

  const worker = createWorker();
  const subscribe = createWebhookSubscriber({ wake: (due) => scene.worker.deps.wake(due) });
  const scene: Scene = {
    database: deps.database,
    env: stack.env,
    workspaceId,
    owner: await serve({}),
    stranger: await serve({}, (await createWorkspace(db)).apiKey),
    serve,
    createWorker,
    worker,
    async emit(...events) {
      await db.transaction((tx) => emitEvents(tx, events.map((event) => complete(workspaceId, event))));
      while (((await relayOnce(db, [subscribe])) ?? 0) > 0);
    },
    async sweep(by = scene.worker) {
      const due = await findDueDeliveries(by.deps);
      await by.deps.wake(due);
      return due;
    },
    async close() {
      for (const close of closers.toReversed()) await close();
      outgoing.close();
      await deps.close();
      await stack.stop();
    },
  };
  return scene;
}

function complete(workspaceId: string, event: Partial<NewDomainEvent>): NewDomainEvent {
  return {
    key: newId('key'),
    name: 'participant_joined',
    workspaceId,
    roomId: 'room',
    meetingId: null,
    at: new Date(),
    data: {},
    ...event,
  };
}

/** Repeats `read` until `isGood`, and fails when it is not in what is read after `timeoutMs`. */
export async function until<T>(
  read: () => T | Promise<T>,
  isGood: (value: T) => boolean,
  timeoutMs = 5_000,
): Promise<T> {
  const giveUpAt = Date.now() + timeoutMs;
  for (;;) {
    const isLast = Date.now() > giveUpAt;
    const value = await read();
    if (isGood(value)) return value;
    if (isLast) throw new Error(`Not within ${timeoutMs} ms: ${JSON.stringify(value)}`);
    await sleep(10);
  }
}
