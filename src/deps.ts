import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Config } from './config/index.ts';
import { type Cipher, createCipher, deriveKey } from './core/secrets.ts';
import type { Authenticator } from './http/actor.ts';
import { createAuditStore } from './http/audit/store.ts';
import { createIdempotencyStore } from './http/idempotency/store.ts';
import { createRateLimiter } from './http/rate-limits/rate-limiter.ts';
import type { HttpDeps } from './http/server.ts';
import { createAuthenticateKey } from './modules/accounts/index.ts';
import { authenticateParticipant, type RoomsDeps } from './modules/rooms/index.ts';
import type { LivekitEventsDeps } from './modules/livekit-events/index.ts';
import { createPartsProbe, type SystemDeps } from './modules/system/index.ts';
import { type CompositingDeps, isRecorderThere } from './modules/compositing/index.ts';
import { followComposition, type RecordingsDeps } from './modules/recordings/index.ts';
import { createPlaces, type DeliveryDeps, type DueDelivery, webhookFigures, type WebhooksDeps } from './modules/webhooks/index.ts';
import { connectDatabase, type DatabaseClient } from './platform/db/client.ts';
import { createAccessTokens } from './platform/livekit/access-tokens.ts';
import { createLivekit, type Livekit } from './platform/livekit/client.ts';
import { createLogger, type WriteLine } from './platform/log.ts';
import { addFigures, eventFigures } from './platform/figures.ts';
import { createMetrics } from './platform/metrics.ts';
import { connectObjectStore, type ObjectStore } from './platform/objects/client.ts';
import { createOutgoing, type Outgoing } from './platform/outgoing/client.ts';
import { createWakeQueue, type WakeQueue } from './platform/queue/wake-queue.ts';
import { connectRedis } from './platform/redis/client.ts';

const root = new URL('../', import.meta.url);
const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string };
const webFolder = fileURLToPath(new URL('dist/web', root));

/** All that an API or worker process is made of. */
export interface Deps {
  http: HttpDeps;
  rooms: RoomsDeps;
  system: SystemDeps;
  livekitEvents: LivekitEventsDeps;
  webhooks: WebhooksDeps & DeliveryDeps;
  compositing: CompositingDeps;
  recordings: RecordingsDeps;
  deliveryQueue: WakeQueue<DueDelivery>;
  /** Tells that the process is about to end. */
  stopping: AbortController;
  webFolder: string;
  logger: Logger;
  objects: ObjectStore;
  database: DatabaseClient;
  /** Closes every connection. */
  close(): Promise<void>;
}

interface Adapters {
  logger: Logger;
  writeLine: WriteLine;
  database: DatabaseClient;
  redis: Redis;
  livekit: Livekit;
  objects: ObjectStore;
  outgoing: Outgoing;
  cipher: Cipher;
  deliveryQueue: WakeQueue<DueDelivery>;
}

/** Builds everything by plain constructors; connections open when they are first used. */
export function createDeps(config: Config): Deps {
  const adapters = createAdapters(config);
  const { logger, database, redis, livekit, objects, outgoing, deliveryQueue } = adapters;
  const stopping = new AbortController();
  const metrics = createMetrics(database.sql, redis);
  addFigures(metrics, database.sql, [...eventFigures, ...webhookFigures]);
  const rooms = createRoomsDeps(config, adapters);
  const audit = createAuditStore(database.db);
  return {
    http: createHttpDeps(config, adapters, { rooms, audit, metrics }),
    rooms,
    system: { version, audit, metrics, metricsToken: config.metricsToken, turn: config.turn, ...createProbes(adapters) },
    livekitEvents: { db: database.db, livekit, ...config.livekit },
    webhooks: createWebhooksDeps(config, adapters, stopping.signal),
    compositing: { db: database.db, listener: { changed: followComposition } },
    recordings: createRecordingsDeps(config, adapters),
    deliveryQueue,
    stopping,
    webFolder,
    logger,
    objects,
    database,
    async close() {
      await deliveryQueue.close();
      outgoing.close();
      redis.disconnect();
      await database.close();
    },
  };
}

function createAdapters(config: Config): Adapters {
  const { logger, writeLine } = createLogger(config.logLevel);
  const onRedisError = (error: Error) => logger.warn({ err: error }, 'Redis is away');
  return {
    logger,
    writeLine,
    database: connectDatabase(config.databaseUrl),
    redis: connectRedis(config.redisUrl, onRedisError),
    livekit: createLivekit(config.livekit),
    objects: connectObjectStore(config.storage),
    outgoing: createOutgoing(config.webhooks),
    cipher: createCipher(config.secret),
    deliveryQueue: createWakeQueue<DueDelivery>(config.redisUrl, 'deliveries', onRedisError),
  };
}

function createHttpDeps(
  config: Config,
  { logger, writeLine, database, redis, cipher }: Adapters,
  shared: { rooms: RoomsDeps } & Pick<HttpDeps, 'audit' | 'metrics'>,
): HttpDeps {
  return {
    ...config,
    logger,
    writeLine,
    version,
    livekitPublicUrl: config.livekit.publicUrl,
    authenticator: createAuthenticator(database, shared.rooms),
    rateLimiter: createRateLimiter(redis, config.limits),
    idempotency: createIdempotencyStore(database.db, cipher),
    audit: shared.audit,
    metrics: shared.metrics,
  };
}

function createWebhooksDeps(
  { webhooks: { requireHttps } }: Config,
  { database: { db }, cipher, outgoing, deliveryQueue: { wake } }: Adapters,
  stopping: AbortSignal,
): WebhooksDeps & DeliveryDeps {
  return { db, cipher, outgoing, requireHttps, wake, stopping, places: createPlaces() };
}

function createRecordingsDeps(config: Config, { database: { db }, livekit, objects }: Adapters): RecordingsDeps {
  const linkKey = deriveKey(config.secret, 'recording links');
  return { db, livekit, objects, publicUrl: config.publicUrl, linkKey };
}

function createRoomsDeps(config: Config, { database, livekit }: Adapters): RoomsDeps {
  return {
    db: database.db,
    livekit,
    accessTokens: createAccessTokens({ ...config.livekit, claimKey: deriveKey(config.secret, 'participant-claim') }),
    livekitPublicUrl: config.livekit.publicUrl,
    publicUrl: config.publicUrl,
    linkKey: deriveKey(config.secret, 'room-link'),
  };
}

function createAuthenticator({ db }: DatabaseClient, rooms: RoomsDeps): Authenticator {
  return {
    byKey: createAuthenticateKey(db),
    byParticipantToken: (token) => authenticateParticipant(rooms, token),
  };
}

function createProbes({ database, redis, livekit, objects }: Adapters): Pick<SystemDeps, 'probeParts' | 'readCapabilities'> {
  return {
    probeParts: createPartsProbe({
      db: () => database.sql`select 1`,
      redis: () => redis.ping(),
      livekit: () => livekit.onServer((client) => client.listRooms(['-'])),
      storage: () => objects.ensureBucket(),
    }),
    // Each becomes true with the module that brings it.
    readCapabilities: async () => ({
      capabilities: {
        recording: await isRecorderThere(database.db).catch(() => false),
        streaming: false,
        ingress: false,
        transcriptionLive: false,
        transcriptionPost: false,
        payments: false,
        cryptoPayments: false,
        mail: false,
      },
      transcriptionLanguages: [],
    }),
  };
}
