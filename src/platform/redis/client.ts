import { Redis } from 'ioredis';

/**
 * A connection that fails fast: while Redis is away every command is refused at once, so that no request waits for
 * it, and the connection comes back by itself.
 */
export function connectRedis(url: string, onError: (error: Error) => void): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 500,
    connectTimeout: 2_000,
    retryStrategy: (attempt) => Math.min(attempt * 50, 500),
  });
  redis.on('error', onError);
  return redis;
}
