import { Redis } from 'ioredis';

import type { ServerPorts } from '../ports.ts';
import type { Secrets } from '../secrets.ts';
import { redisServer } from './redis.ts';
import type { PreparedServer, ServerContext } from './server.ts';

/** The Redis over which LiveKit and its ingress talk, apart from ours: see docs/decisions/0007. */
export function prepareLivekitRedis(context: ServerContext): Promise<PreparedServer> {
  const password = context.secrets.livekitRedisPassword;
  return redisServer(context, { name: 'livekitRedis', title: "LiveKit's Redis", password, environment: () => ({}) });
}

/** How LiveKit and the ingress are told of it, in their settings. */
export function livekitRedisSettings(ports: ServerPorts, { livekitRedisPassword }: Secrets) {
  return { address: `127.0.0.1:${ports.livekitRedis}`, password: livekitRedisPassword };
}

/**
 * What an ingress is, by id, key and room, and the egresses, which may outlive LiveKit. All else is about who is where
 * at this moment.
 */
const LASTING = /^(ingress|\{ingress\}_stream_key|room_\{ingress\}:.*|egress|ended_egress|egress:room:.*)$/;
const INGRESS_STATE = /^\{ingress\}_state:/;

/** Forgets the rooms and people of a LiveKit that has ended, who would else be listed for ever. */
export function forgetRooms(ports: ServerPorts, secrets: Secrets): Promise<void> {
  return forget(ports, secrets, (key) => !LASTING.test(key) && !INGRESS_STATE.test(key));
}

/** Forgets what an ingress that has ended was receiving. */
export function forgetIngressStates(ports: ServerPorts, secrets: Secrets): Promise<void> {
  return forget(ports, secrets, (key) => INGRESS_STATE.test(key));
}

/** Deletes keys. At the first start this Redis is started at the same time, so it is waited for. */
async function forget(ports: ServerPorts, secrets: Secrets, isGone: (key: string) => boolean): Promise<void> {
  const redis = new Redis({
    port: ports.livekitRedis,
    password: secrets.livekitRedisPassword,
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => (attempt < PATIENCE_MS / RETRY_MS ? RETRY_MS : null),
  });
  // Told by the command that fails with it.
  redis.on('error', () => {});
  try {
    for await (const keys of redis.scanStream({ count: 1_000 }) as AsyncIterable<string[]>) {
      const gone = keys.filter(isGone);
      if (gone.length > 0) await redis.del(gone);
    }
  } finally {
    redis.disconnect();
  }
}

const PATIENCE_MS = 15_000;
const RETRY_MS = 50;
