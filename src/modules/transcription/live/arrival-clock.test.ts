import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createArrivalClock } from './arrival-clock.ts';

test('samples that come in gusts follow one another in time', () => {
  let now = 10_000;
  const clock = createArrivalClock(() => now);
  assert.equal(clock(1_600), 9_900);
  now = 10_250;
  assert.deepEqual([clock(1_600), clock(1_600)], [10_000, 10_100]);
});

test('after a gap they are of the moment at which they come', () => {
  let now = 10_000;
  const clock = createArrivalClock(() => now);
  clock(1_600);
  now = 20_000;
  assert.equal(clock(1_600), 19_900);
});
