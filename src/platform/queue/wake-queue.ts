import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';

/** Jobs only wake a worker: what is to be done stands in PostgreSQL, so a lost or repeated job does no harm. */
export interface WakeQueue<T extends { id: string }> {
  /** Wakes a worker for each; those of one id once. Rejects at once while Redis is away; the sweeper finds what was not woken. */
  wake(items: readonly T[]): Promise<void>;
  /** Runs `work` for each in this process, so many at a time. */
  consume(work: (item: T) => Promise<void>, concurrency: number): void;
  /** How many wait for a worker. */
  countWaiting(): Promise<number>;
  close(): Promise<void>;
}

const jobOptions = { removeOnComplete: true, removeOnFail: true };

/** A queue by this name, shared by all processes on the same Redis. */
export function createWakeQueue<T extends { id: string }>(
  redisUrl: string,
  name: string,
  onError: (error: Error) => void,
): WakeQueue<T> {
  const producer = new Redis(redisUrl, { maxRetriesPerRequest: null, commandTimeout: 1_000 });
  producer.on('error', onError);
  const queue = new Queue(name, { connection: producer, skipWaitingForReady: true });
  queue.on('error', onError);
  const consumers: { worker: Worker; connection: Redis }[] = [];
  return {
    async wake(items) {
      if (items.length === 0) return;
      if (producer.status !== 'ready') throw new Error('Redis is away.');
      await queue.addBulk(items.map((item) => ({ name, data: item, opts: { ...jobOptions, jobId: item.id } })));
    },
    consume(work, concurrency) {
      // A blocking read waits as long as it likes, so this connection has no time limit.
      const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
      connection.on('error', onError);
      const worker = new Worker<T, void>(name, async ({ data }) => work(data), { connection, concurrency });
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
