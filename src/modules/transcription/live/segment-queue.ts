import { setTimeout as sleep } from 'node:timers/promises';
import type { Segment } from '../../../contracts/transcription.ts';
import type { NewSegment } from '../store-segments.ts';

interface QueueOptions {
  /** Stores them in one transaction; null when they are not ours to store any more. */
  store(segments: NewSegment[]): Promise<Segment[] | null>;
  /** Called with what was stored now. */
  stored(segments: Segment[]): void;
  /** Called when `store` said null; nothing is stored after that. */
  lost(): void;
  report(error: unknown): void;
}

/** What was said and is not stored yet. */
export interface SegmentQueue {
  add(segment: NewSegment): void;
  /** Resolves when all that was added is stored, or is not ours any more. */
  drained(): Promise<void>;
}

const atOnce = 100;
const firstRetryMs = 250;
const lastRetryMs = 2_000;
/** Hours of talking: whoever is away for so long has lost more than captions. */
const mostKept = 20_000;

/** Stores sentences in the order in which they came, and keeps them while the database is away. */
export function createSegmentQueue({ store, stored, lost, report }: QueueOptions): SegmentQueue {
  const waiting: NewSegment[] = [];
  let isOver = false;
  let running: Promise<void> | null = null;
  const storeNext = async () => {
    const batch = waiting.slice(0, atOnce);
    const result = await store(batch);
    if (result === null) {
      isOver = true;
      waiting.length = 0;
      lost();
      return;
    }
    waiting.splice(0, batch.length);
    stored(result);
  };
  const drain = async () => {
    while (waiting.length > 0) await untilDone(storeNext, report);
    running = null;
  };
  return {
    add(segment) {
      if (isOver) return;
      if (waiting.length >= mostKept) report(new Error('Too much waits to be stored; a sentence is left out'));
      else waiting.push(segment);
      running ??= drain();
    },
    async drained() {
      await running;
    },
  };
}

async function untilDone(work: () => Promise<void>, report: (error: unknown) => void): Promise<void> {
  for (let retryMs = firstRetryMs; ; retryMs = Math.min(retryMs * 2, lastRetryMs)) {
    try {
      return await work();
    } catch (error) {
      report(error);
      await sleep(retryMs, undefined, { ref: false });
    }
  }
}
