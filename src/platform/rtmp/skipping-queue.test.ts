import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSkippingQueue, type SkippingQueue } from './skipping-queue.ts';

/** `K1` is a run of ten bytes that begins with a key frame, `p1` one that does not. */
function add(queue: SkippingQueue, ...names: string[]): void {
  for (const name of names) queue.add({ data: Buffer.from(name.padEnd(10)), isKeyFrame: name.startsWith('K') });
}

function takeAll(queue: SkippingQueue): string[] {
  const names: string[] = [];
  for (let data = queue.take(); data !== null; data = queue.take()) names.push(String(data).trim());
  return names;
}

test('what fits is taken in order', () => {
  const queue = createSkippingQueue(40);
  add(queue, 'K1', 'p1');
  assert.deepEqual(takeAll(queue), ['K1', 'p1']);
  add(queue, 'p2', 'K2');
  assert.deepEqual(takeAll(queue), ['p2', 'K2']);
});

test('who is too slow gets what was begun to its end, then a later key frame', () => {
  const queue = createSkippingQueue(40);
  add(queue, 'K1', 'p1', 'q1');
  assert.equal(String(queue.take()).trim(), 'K1');
  add(queue, 'K2', 'p2', 'q2', 'r2');
  // Too much: what follows the group that was begun is left out, and nothing comes before the next key frame.
  add(queue, 's2', 't2', 'K3', 'p3');
  assert.deepEqual(takeAll(queue), ['p1', 'q1', 'K3', 'p3']);
});

test('it never holds more than one run beyond its limit, however long nobody takes', () => {
  const queue = createSkippingQueue(40);
  for (let i = 0; i < 1_000; i += 1) add(queue, `K${i}`, `p${i}`);
  assert.ok(takeAll(queue).length <= 4);
  add(queue, 'p1000', 'K1001');
  assert.deepEqual(takeAll(queue).at(-1), 'K1001');
});
