import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Timeline } from './timeline.ts';

const noon = Date.UTC(2026, 0, 1, 12);

test('moments of what was given without a gap count from its first sample', () => {
  const timeline = new Timeline();
  timeline.add(16_000, noon);
  timeline.add(16_000, noon + 1_002);
  assert.equal(timeline.seconds, 2);
  assert.equal(timeline.toTime(1.5), noon + 1_500);
});

test('a pause between two pieces is no time to the recogniser, and is to the wall clock', () => {
  const timeline = new Timeline();
  timeline.add(16_000, noon);
  timeline.add(8_000, noon + 10_000);
  assert.equal(timeline.toTime(0.5), noon + 500);
  assert.equal(timeline.toTime(1.25), noon + 10_250);
  assert.equal(timeline.toTime(1.75), noon + 10_750);
});

test('what was forgotten leaves later moments as they were', () => {
  const timeline = new Timeline();
  for (let i = 0; i < 3; i += 1) timeline.add(16_000, noon + i * 5_000);
  timeline.forgetBefore(1.5);
  assert.equal(timeline.toTime(1.5), noon + 5_500);
  assert.equal(timeline.toTime(2.5), noon + 10_500);
});
