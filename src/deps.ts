import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Config } from './config/index.ts';
import { createAccountsDeps } from './deps-accounts.ts';
import { createActivityReader } from './deps-activity.ts';
import { createBillingDeps } from './deps-billing.ts';
import { createMediaDeps, type MediaDeps } from './deps-media.ts';
import { createMeetingPorts, createMeetingsDeps, type MeetingPorts } from './deps-meetings.ts';
import { canMail, createNotificationsDeps } from './deps-notifications.ts';
import { createProbes } from './deps-probes.ts';
import { createQueues, type Queues } from './deps-queues.ts';
import { createTranscriptionDeps } from './deps-transcription.ts';
import { createWebhooksDeps } from './deps-webhooks.ts';
import { createRetention, type RetentionDeps } from './deps-retention.ts';
import { type Cipher, createCipher, deriveKey } from './core/secrets.ts';
import type { Authenticator } from './http/actor.ts';
import { createAuditStore } from './http/audit/store.ts';
import { createIdempotencyStore } from './http/idempotency/store.ts';
import { createRateLimiter } from './http/rate-limits/rate-limiter.ts';
import type { HttpDeps } from './http/server.ts';
import { type AccountsDeps, type Authentication, createAuthentication } from './modules/accounts/index.ts';
import { type BillingDeps, billingFigures } from './modules/billing/index.ts';
import { authenticateHost, findMeeting, type MeetingsDeps } from './modules/meetings/index.ts';
import { mailFigures, type NotificationsDeps } from './modules/notifications/index.ts';
import { authenticateParticipant, type RoomsDeps } from './modules/rooms/index.ts';
import type { IngressDeps } from './modules/ingress/index.ts';
import type { LivekitEventsDeps } from './modules/livekit-events/index.ts';
import type { SystemDeps } from './modules/system/index.ts';
import type { TranscriptionDeps } from './modules/transcription/index.ts';
import { type DeliveryDeps, type OwnersDeps, webhookFigures, type WebhooksDeps } from './modules/webhooks/index.ts';
import { connectDatabase, type Database, type DatabaseClient } from './platform/db/client.ts';
import { createFanout, type Fanout } from './platform/fanout/fanout.ts';
import { createAccessTokens } from './platform/livekit/access-tokens.ts';
import { createIngressHealth, type IngressHealth } from './platform/livekit/ingress-health.ts';
import { createLivekit, type Livekit } from './platform/livekit/client.ts';
import { createLogger, type WriteLine } from './platform/log.ts';
import { addFigures, eventFigures } from './platform/figures.ts';
import { createMetrics } from './platform/metrics.ts';
import { connectObjectStore, type ObjectStore } from './platform/objects/client.ts';
import { createOutgoing, type Outgoing } from './platform/outgoing/client.ts';
import { connectRedis } from './platform/redis/client.ts';
import type { RealtimeDeps } from './realtime/index.ts';

const root = new URL('../', import.meta.url);
const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string };
const webFolder = fileURLToPath(new URL('dist/web', root));

/** All that an API or worker process is made of. */
export interface Deps extends MediaDeps, RetentionDeps, Queues {
  http: HttpDeps;
  accounts: AccountsDeps;
  rooms: RoomsDeps;
  system: SystemDeps;
  livekitEvents: LivekitEventsDeps;
  ingress: IngressDeps;
  meetings: MeetingsDeps;
  realtime: RealtimeDeps;
  webhooks: WebhooksDeps & DeliveryDeps & OwnersDeps;
  notifications: NotificationsDeps;
  billing: BillingDeps;
  transcription: TranscriptionDeps;
  /** Tells that the process is about to end. */
  stopping: AbortController;
  webFolder: string;
  logger: Logger;
  objects: ObjectStore;
  cipher: Cipher;
  /** Connects to the targets of streams. */
  streamOutgoing: Outgoing;
  database: DatabaseClient;
  /** Closes every connection. */
  close(): Promise<void>;
}

interface Adapters {
  logger: Logger;
  writeLine: WriteLine;
  database: DatabaseClient;
  redis: Redis;
  fanout: Fanout;
  livekit: Livekit;
  ingressHealth: IngressHealth;
  objects: ObjectStore;
  outgoing: Outgoing;
  streamOutgoing: Outgoing;
  cipher: Cipher;
  queues: Queues;
}

/** Builds everything by plain constructors; connections open when they are first used. */
export function createDeps(config: Config): Deps {
  const adapters = createAdapters(config);
  const { logger, database, redis, livekit, ingressHealth, objects, streamOutgoing, cipher, queues } = adapters;
  const stopping = new AbortController();
  const metrics = createMetrics(database.sql, redis);
  addFigures(metrics, database.sql, [...eventFigures, ...webhookFigures, ...billingFigures, ...mailFigures]);
  const rooms = createRoomsDeps(config, adapters, createMeetingPorts(() => meetings));
  const meetings = createMeetingsDeps(config, adapters, rooms);
  const billing = createBillingDeps(config, database, { stopping: stopping.signal, mailWorks: () => canMail(config, database) });
  const media = createMediaDeps(config, adapters);
  const audit = createAuditStore(database.db);
  const authentication = createAuthentication(database.db);
  const http = createHttpDeps(config, adapters, { rooms, authentication, audit, metrics });
  return {
    http,
    accounts: createAccountsDeps(config, adapters, { authentication, audit, meetings }),
    rooms,
    system: { version, audit, metrics, metricsToken: config.metricsToken, turn: config.turn, ...createProbes(config, adapters, billing) },
    livekitEvents: { db: database.db, livekit, compositing: media.compositing, ...config.livekit },
    ingress: { db: database.db, livekit, cipher, health: ingressHealth },
    meetings,
    realtime: { ...http, ...media, meetings, redis, sql: database.sql },
    webhooks: createWebhooksDeps(config, adapters, stopping.signal),
    notifications: createNotificationsDeps(config, adapters),
    billing,
    ...media,
    ...createRetention(config, adapters),
    transcription: createTranscriptionDeps(adapters),
    ...queues,
    stopping,
    webFolder,
    logger,
    objects,
    cipher,
    streamOutgoing,
    database,
    close: () => closeAll(adapters),
  };
}

async function closeAll({ queues, outgoing, streamOutgoing, fanout, redis, database }: Adapters): Promise<void> {
  await Promise.all(Object.values(queues).map((queue) => queue.close()));
  outgoing.close();
  streamOutgoing.close();
  fanout.close();
  redis.disconnect();
  await database.close();
}

function createAdapters(config: Config): Adapters {
  const { logger, writeLine } = createLogger(config.logLevel);
  const onRedisError = (error: Error) => logger.warn({ err: error }, 'Redis is away');
  const redis = connectRedis(config.redisUrl, onRedisError);
  return {
    logger,
    writeLine,
    database: connectDatabase(config.databaseUrl),
    redis,
    fanout: createFanout(redis, config.redisUrl, onRedisError),
    livekit: createLivekit(config.livekit),
    ingressHealth: createIngressHealth(config.ingressUrl),
    objects: connectObjectStore(config.storage),
    outgoing: createOutgoing(config.webhooks),
    streamOutgoing: createOutgoing(config.streams),
    cipher: createCipher(config.secret),
    queues: createQueues(config.redisUrl, onRedisError),
  };
}

function createHttpDeps(
  config: Config,
  { logger, writeLine, database, redis, cipher }: Adapters,
  shared: { rooms: RoomsDeps; authentication: Authentication } & Pick<HttpDeps, 'audit' | 'metrics'>,
): HttpDeps {
  return {
    ...config,
    logger,
    writeLine,
    version,
    livekitPublicUrl: config.livekit.publicUrl,
    authenticator: createAuthenticator(database.db, shared.authentication, shared.rooms),
    rateLimiter: createRateLimiter(redis, config.limits),
    idempotency: createIdempotencyStore(database.db, cipher),
    audit: shared.audit,
    metrics: shared.metrics,
  };
}

function createRoomsDeps(config: Config, { database, livekit }: Adapters, ofMeetings: MeetingPorts): RoomsDeps {
  return {
    db: database.db,
    livekit,
    accessTokens: createAccessTokens({ ...config.livekit, claimKey: deriveKey(config.secret, 'participant-claim') }),
    livekitPublicUrl: config.livekit.publicUrl,
    publicUrl: config.publicUrl,
    linkKey: deriveKey(config.secret, 'room-link'),
    ...ofMeetings,
    readActivity: createActivityReader(database.db),
  };
}

function createAuthenticator(db: Database, { byKey, bySession }: Authentication, rooms: RoomsDeps): Authenticator {
  return {
    ...{ byKey, bySession },
    byParticipantToken: (token) => authenticateParticipant(rooms, token),
    byAdminToken: (meetingId, token) => authenticateHost(db, meetingId, token),
    isMeetingOf: async (workspaceId, meetingId) => (await findMeeting(db, { workspaceId, meetingId })) !== null,
  };
}
