import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Config } from './config/index.ts';
import { createCipher, deriveKey } from './core/secrets.ts';
import type { Authenticator } from './http/actor.ts';
import { createAuditStore } from './http/audit/store.ts';
import { createIdempotencyStore } from './http/idempotency/store.ts';
import { createRateLimiter } from './http/rate-limits/rate-limiter.ts';
import type { HttpDeps } from './http/server.ts';
import { createAuthenticateKey } from './modules/accounts/index.ts';
import { authenticateParticipant, type RoomsDeps } from './modules/rooms/index.ts';
import { createPartsProbe, type SystemDeps } from './modules/system/index.ts';
import { connectDatabase, type DatabaseClient } from './platform/db/client.ts';
import { createAccessTokens } from './platform/livekit/access-tokens.ts';
import { createLivekit, type Livekit } from './platform/livekit/client.ts';
import { createLogger, type WriteLine } from './platform/log.ts';
import { createMetrics } from './platform/metrics.ts';
import { connectObjectStore, type ObjectStore } from './platform/objects/client.ts';
import { connectRedis } from './platform/redis/client.ts';

const root = new URL('../', import.meta.url);
const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string };
const webFolder = fileURLToPath(new URL('dist/web', root));

/** All that an API process is made of. */
export interface Deps {
  http: HttpDeps;
  rooms: RoomsDeps;
  system: SystemDeps;
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
}

/** Builds everything by plain constructors; connections open when they are first used. */
export function createDeps(config: Config): Deps {
  const adapters = createAdapters(config);
  const { logger, writeLine, database, redis, objects } = adapters;
  const metrics = createMetrics(database.sql, redis);
  const rooms = createRoomsDeps(config, adapters);
  const audit = createAuditStore(database.db);
  return {
    http: {
      ...config,
      logger,
      writeLine,
      version,
      livekitPublicUrl: config.livekit.publicUrl,
      authenticator: createAuthenticator(database, rooms),
      rateLimiter: createRateLimiter(redis, config.limits),
      idempotency: createIdempotencyStore(database.db, createCipher(config.secret)),
      audit,
      metrics,
    },
    rooms,
    system: {
      version,
      audit,
      metrics,
      metricsToken: config.metricsToken,
      turn: config.turn,
      ...createProbes(adapters),
    },
    webFolder,
    logger,
    objects,
    database,
    async close() {
      redis.disconnect();
      await database.close();
    },
  };
}

function createAdapters(config: Config): Adapters {
  const { logger, writeLine } = createLogger(config.logLevel);
  return {
    logger,
    writeLine,
    database: connectDatabase(config.databaseUrl),
    redis: connectRedis(config.redisUrl, (error) => logger.warn({ err: error }, 'Redis is away')),
    livekit: createLivekit(config.livekit),
    objects: connectObjectStore(config.storage),
  };
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
        recording: false,
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
