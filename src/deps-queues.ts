import type { DueDelivery } from './modules/webhooks/index.ts';
import { createWakeQueue, type WakeQueue } from './platform/queue/wake-queue.ts';

/** What wakes those who work in the background. */
export interface Queues {
  deliveryQueue: WakeQueue<DueDelivery>;
  /** Of recordings that are to be transcribed. */
  transcriptionQueue: WakeQueue<{ id: string }>;
}

export function createQueues(redisUrl: string, onError: (error: Error) => void): Queues {
  return {
    deliveryQueue: createWakeQueue<DueDelivery>(redisUrl, 'deliveries', onError),
    transcriptionQueue: createWakeQueue<{ id: string }>(redisUrl, 'transcriptions', onError),
  };
}
