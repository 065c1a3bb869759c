import type { Redis } from 'ioredis';
import type postgres from 'postgres';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { applicationName, poolSize } from './db/client.ts';

/** Node's own figures, the database connections by state and the commands that wait for Redis. */
export function createMetrics(sql: postgres.Sql, redis: Redis): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  addDatabaseGauge(registry, sql);
  addPoolSizeGauge(registry);
  addRedisGauge(registry, redis);
  return registry;
}

function addDatabaseGauge(registry: Registry, sql: postgres.Sql): void {
  const connections = new Gauge({
    name: 'plenum_db_connections',
    help: 'PostgreSQL connections of all Plenum processes, by state.',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const rows = await countConnections(sql);
      connections.reset();
      for (const { state, count } of rows) connections.set({ state }, count);
    },
  });
}

/** Empty while the database is away: the other figures matter most just then. */
async function countConnections(sql: postgres.Sql): Promise<{ state: string; count: number }[]> {
  try {
    return await sql<{ state: string; count: number }[]>`
      select coalesce(state, 'starting') as state, count(*)::int as count
      from pg_stat_activity where application_name = ${applicationName} group by 1`;
  } catch {
    return [];
  }
}

function addPoolSizeGauge(registry: Registry): void {
  new Gauge({
    name: 'plenum_db_pool_size',
    help: 'PostgreSQL connections that this process may open.',
    registers: [registry],
  }).set(poolSize);
}

function addRedisGauge(registry: Registry, redis: Redis): void {
  const queue: Gauge = new Gauge({
    name: 'plenum_redis_queue_length',
    help: 'Commands sent to Redis that are not answered yet.',
    registers: [registry],
    collect: () => queue.set(redis.commandQueue.length),
  });
}
