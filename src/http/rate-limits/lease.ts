import type { Redis } from 'ioredis';

/** Adds to a window's counter, which ends with the window, and returns the new total. */
const script = `
local total = redis.call('INCRBY', KEYS[1], ARGV[1])
if total == tonumber(ARGV[1]) then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return total`;

/**
 * Takes up to `size` of what a window has left, for all processes together. Rejects when Redis is away.
 * @returns how many were granted, and how many nobody has taken yet.
 */
export async function takeLease(redis: Redis, key: string, size: number, count: number, windowMs: number) {
  if (redis.status !== 'ready') throw new Error('Redis is away.');
  const total = Number(await redis.eval(script, 1, key, size, windowMs));
  const granted = Math.min(size, Math.max(0, count - (total - size)));
  return { granted, left: Math.max(0, count - total) };
}
