import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Segment } from '../../../contracts/transcription.ts';
import type { NewSegment } from '../store-segments.ts';
import { createSegmentQueue } from './segment-queue.ts';

const segment = (segmentId: string) => ({ segmentId }) as NewSegment;
const idsOf = (segments: { segmentId: string }[]) => segments.map(({ segmentId }) => segmentId);

function createQueue(store: (ids: string[]) => Promise<boolean>) {
  const told: string[] = [];
  const events: string[] = [];
  const queue = createSegmentQueue({
    store: async (segments) => ((await store(idsOf(segments))) ? (segments as unknown as Segment[]) : null),
    stored: (segments) => told.push(...idsOf(segments)),
    lost: () => events.push('lost'),
    report: (error) => events.push((error as Error).message),
  });
  return { queue, told, events };
}

test('what comes while the database is away is stored in order when it is back', async () => {
  let isAway = true;
  const { queue, told, events } = createQueue(async () => {
    if (isAway) throw new Error('away');
    return true;
  });
  queue.add(segment('a'));
  queue.add(segment('b'));
  await new Promise((resolve) => setTimeout(resolve, 10));
  assert.deepEqual([told, events], [[], ['away']]);
  isAway = false;
  queue.add(segment('c'));
  await queue.drained();
  assert.deepEqual(told, ['a', 'b', 'c']);
});

test('nothing is stored any more once the lease is lost', async () => {
  const { queue, told, events } = createQueue(async (ids) => !ids.includes('b'));
  queue.add(segment('a'));
  await queue.drained();
  queue.add(segment('b'));
  await queue.drained();
  queue.add(segment('c'));
  await queue.drained();
  assert.deepEqual([told, events], [['a'], ['lost']]);
});
