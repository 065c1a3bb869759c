import type { Redis } from 'ioredis';

/** What is counted of one network, by process; what was not told again for so long is of one that died. */
const read = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local all = redis.call('HGETALL', KEYS[1])
local taken, own = 0, 0
for i = 1, #all, 2 do
  local count, expiresAt = string.match(all[i + 1], '^(%d+) (%d+)$')
  if tonumber(expiresAt) < now then redis.call('HDEL', KEYS[1], all[i])
  else
    taken = taken + count
    if all[i] == ARGV[1] then own = tonumber(count) end
  end
end
local function write(count)
  if count < 1 then return redis.call('HDEL', KEYS[1], ARGV[1]) end
  redis.call('HSET', KEYS[1], ARGV[1], string.format('%d %d', count, now + ARGV[2]))
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end`;

const take = `${read}
if taken >= tonumber(ARGV[3]) then return 0 end
write(own + 1)
return 1`;
const free = `${read}
write(own - 1)`;
const renew = `${read}
write(tonumber(ARGV[3]))`;

/** Counts, for all processes together, what each of them holds of something. Everything rejects when Redis is away. */
export interface SharedCounts {
  /** Adds one, unless there are `limit` of this name already. */
  take(name: string, limit: number): Promise<boolean>;
  free(name: string): Promise<void>;
  /** Tells how many this process holds of each. To be done again before the lease is over. */
  renew(held: Iterable<[name: string, count: number]>): Promise<void>;
}

/** @param leaseMs what a process holds counts for so long after it was last heard of. */
export function createSharedCounts(redis: Redis, prefix: string, processId: string, leaseMs: number): SharedCounts {
  const keyOf = (name: string) => `${prefix}:${name}`;
  return {
    take: async (name, limit) => (await redis.eval(take, 1, keyOf(name), processId, leaseMs, limit)) === 1,
    free: async (name) => void (await redis.eval(free, 1, keyOf(name), processId, leaseMs)),
    async renew(held) {
      const pipeline = redis.pipeline();
      for (const [name, count] of held) pipeline.eval(renew, 1, keyOf(name), processId, leaseMs, count);
      await pipeline.exec();
    },
  };
}
