import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import type { RateLimit } from '../../core/rate-limit.ts';
import { takeLease } from './lease.ts';

export type LimitName = 'key' | 'participant' | 'ip' | 'login' | 'reset' | 'guest' | 'handRaise';

/** Where a caller stands after one request. */
export type Taken = 'unlimited' | { allowed: boolean; limit: number; remaining: number; resetSeconds: number };

export interface RateLimiter {
  /** Counts one request of `subject`. Answers at once while a lease lasts. */
  take(name: LimitName, subject: string): Taken | Promise<Taken>;
}

/** What this process knows of one subject's present window. */
interface Bucket {
  windowEnd: number;
  /** Requests that this process may still admit without asking. */
  leased: number;
  /** Requests in the window that no process has leased. */
  left: number;
  asking: Promise<void> | null;
}

/** Beyond so many subjects the least recent are forgotten here; Redis still knows them. */
const maxBuckets = 50_000;

/**
 * Fixed windows, counted in Redis for all processes. A limit of 100 or more is leased a tenth at a time, so that most
 * requests ask nobody; while Redis is away each process counts for itself.
 */
export function createRateLimiter(redis: Redis, limits: Record<LimitName, RateLimit | null>): RateLimiter {
  const buckets = new LRUCache<string, Bucket>({ max: maxBuckets });
  return {
    take(name, subject) {
      const limit = limits[name];
      if (!limit) return 'unlimited';
      const key = `limit:${name}:${subject}`;
      const bucket = presentBucket(buckets, key, limit);
      return spend(bucket, limit) ?? ask(redis, key, bucket, limit);
    },
  };
}

function presentBucket(buckets: LRUCache<string, Bucket>, key: string, limit: RateLimit): Bucket {
  const now = Date.now();
  const known = buckets.get(key);
  if (known && known.windowEnd > now) return known;
  const windowEnd = (Math.floor(now / limit.windowMs) + 1) * limit.windowMs;
  const bucket = { windowEnd, leased: 0, left: limit.count, asking: null };
  buckets.set(key, bucket);
  return bucket;
}

/** Admits from the lease, or refuses when there is none and none left; null when Redis must be asked. */
function spend(bucket: Bucket, limit: RateLimit): Taken | null {
  if (bucket.leased === 0 && bucket.left > 0) return null;
  const allowed = bucket.leased > 0;
  if (allowed) bucket.leased -= 1;
  const resetSeconds = Math.max(1, Math.ceil((bucket.windowEnd - Date.now()) / 1000));
  return { allowed, limit: limit.count, remaining: bucket.left + bucket.leased, resetSeconds };
}

async function ask(redis: Redis, key: string, bucket: Bucket, limit: RateLimit): Promise<Taken> {
  for (;;) {
    const taken = spend(bucket, limit);
    if (taken) return taken;
    // Requests that come while Redis is being asked wait for the same answer.
    bucket.asking ??= refill(redis, key, bucket, limit).finally(() => {
      bucket.asking = null;
    });
    await bucket.asking;
  }
}

async function refill(redis: Redis, key: string, bucket: Bucket, limit: RateLimit): Promise<void> {
  const size = limit.count >= 100 ? Math.ceil(limit.count / 10) : 1;
  try {
    const lease = await takeLease(redis, `${key}:${bucket.windowEnd}`, size, limit.count, limit.windowMs);
    bucket.leased += lease.granted;
    bucket.left = lease.left;
  } catch {
    // Redis is away: what nobody had taken when we last heard of it is this process's own to give.
    bucket.leased += bucket.left;
    bucket.left = 0;
  }
}
