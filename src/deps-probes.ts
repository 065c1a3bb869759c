import type { Redis } from 'ioredis';
import type { Config } from './config/index.ts';
import { canMail } from './deps-notifications.ts';
import { areDepositsWatched, type BillingDeps } from './modules/billing/index.ts';
import { isRecorderThere } from './modules/compositing/index.ts';
import { createPartsProbe, type SystemDeps } from './modules/system/index.ts';
import { findTranscribers, thatReadFiles, uniteLanguages } from './modules/transcription/index.ts';
import type { DatabaseClient } from './platform/db/client.ts';
import type { Livekit } from './platform/livekit/client.ts';
import type { IngressHealth } from './platform/livekit/ingress-health.ts';
import type { ObjectStore } from './platform/objects/client.ts';

interface Adapters {
  database: DatabaseClient;
  redis: Redis;
  livekit: Livekit;
  ingressHealth: IngressHealth;
  objects: ObjectStore;
}

/** What is there at the moment, and what can be done with it. */
export function createProbes(
  config: Config,
  { database, redis, livekit, ingressHealth, objects }: Adapters,
  billing: BillingDeps,
): Pick<SystemDeps, 'probeParts' | 'readCapabilities'> {
  return {
    probeParts: createPartsProbe({
      db: () => database.sql`select 1`,
      redis: () => redis.ping(),
      livekit: () => livekit.onServer((client) => client.listRooms(['-'])),
      storage: () => objects.ensureBucket(),
    }),
    async readCapabilities() {
      const transcribers = await findTranscribers(database.db).catch(() => []);
      const languages = uniteLanguages(transcribers);
      return {
        capabilities: {
          recording: await isRecorderThere(database.db, config.recording.engine).catch(() => false),
          // Streams are drawn by our own recorders, whatever records.
          streaming: await isRecorderThere(database.db, 'browser').catch(() => false),
          ingress: (await ingressHealth.findReason()) === null,
          transcriptionLive: languages.length > 0,
          transcriptionPost: uniteLanguages(thatReadFiles(transcribers)).length > 0,
          payments: (await billing.cards?.isThere()) ?? false,
          cryptoPayments: await areDepositsWatched(billing).catch(() => false),
          mail: await canMail(config, database),
        },
        transcriptionLanguages: languages,
      };
    },
  };
}
