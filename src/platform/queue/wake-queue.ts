import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';

/** Jobs only wake a worker: what is to be done stands in PostgreSQL, so a lost or repeated job does no harm. */
export interface WakeQueue {
  /** Wakes a worker for each id. Rejects at once while Redis is away; the sweeper finds what was not woken. */
  wake(ids: readonly string[]): Promise<void>;
  /** Runs `work` for each id in this process, so many at a time. */
  consume(work: (id: string) => Promise<void>, concurrency: number): void;
  /** How many ids wait for a worker. */
  countWaiting(): Promise<number>;
  close(): Promise<void>;
}

/**
 * The job of a killed process keeps its id taken, so that nobody else can be woken for it, until it is found: within 15
 * s, sooner than the leases on the work itself end. A process that lives renews its hold.
 */
const stalledJobs = { lockDuration: 10_000, stalledInterval: 5_000 };

const jobOptions = { removeOnComplete: true, removeOnFail: true };

/** A queue by this name, shared by all processes on the same Redis. */
export function createWakeQueue(redisUrl: string, name: string, onError: (error: Error) => void): WakeQueue {
  const producer = new Redis(redisUrl, { maxRetriesPerRequest: null, commandTimeout: 1_000 });
  producer.on('error', onError);
  const queue = new Queue(name, { connection: producer, skipWaitingForReady: true });
  queue.on('error', onError);
  const consumers: { worker: Worker; connection: Redis }[] = [];
  return {
    async wake(ids) {
      if (ids.length === 0) return;
      if (producer.status !== 'ready') throw new Error('Redis is away.');
      await queue.addBulk(ids.map((id) => ({ name, data: {}, opts: { ...jobOptions, jobId: id } })));
    },
    consume(work, concurrency) {
      // A blocking read waits as long as it likes, so this connection has no time limit.
      const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
      connection.on('error', onError);
      const worker = new Worker(name, async ({ id }) => work(id ?? ''), { connection, concurrency, ...stalledJobs });
      worker.on('error', onError);
      consumers.push({ worker, connection });
    },
    countWaiting: async () => (await queue.getWaitingCount()) + (await queue.getActiveCount()),
    async close() {
      await Promise.all(consumers.map(({ worker }) => worker.close()));
      for (const { connection } of consumers) connection.disconnect();
      await queue.close();
      producer.disconnect();
    },
  };
}
