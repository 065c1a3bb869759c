import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Frame } from './frames.ts';
import { HeldEvents } from './held-events.ts';

function collect() {
  const out: (number | string)[] = [];
  const events = new HeldEvents((frame) => out.push(frame.seq ?? frame.type));
  const take = (...seqs: number[]) => seqs.forEach((seq) => events.take({ type: 'chat:message', seq, data: {} }));
  return { out, events, take };
}

test('events go out once each, whatever numbers are skipped', () => {
  const { out, events, take } = collect();
  take(3, 4, 4, 9, 3, 10);
  assert.deepEqual(out, [3, 4, 9, 10]);
  assert.equal(events.last, 10);
});

test('one that comes late still comes', () => {
  const { out, events, take } = collect();
  take(1, 3, 2);
  assert.deepEqual(out, [1, 3, 2]);
  assert.equal(events.last, 3);
});

test('what is held goes out in order, without repeats; what has no number waits for nothing', () => {
  const { out, events, take } = collect();
  take(5);
  events.hold();
  take(9, 6, 7, 9, 5);
  events.take({ type: 'react', data: {} } satisfies Frame);
  assert.deepEqual(out, [5, 'react']);
  assert.equal(events.last, 5);
  events.release();
  take(10);
  assert.deepEqual(out, [5, 'react', 6, 7, 9, 10]);
});
