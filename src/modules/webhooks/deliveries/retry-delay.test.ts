import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maxTries, retryDelaySeconds } from './retry-delay.ts';

function allDelays(random: () => number): number[] {
  return Array.from({ length: maxTries - 1 }, (_, i) => retryDelaySeconds(i + 1, random));
}

test('ten tries spread over about 28 hours, each wait longer than the one before', () => {
  const delays = allDelays(() => 0.5);
  const hours = delays.reduce((sum, delay) => sum + delay, 0) / 3_600;
  assert.ok(hours > 27.5 && hours < 28.5, String(hours));
  assert.equal(delays[0], 5);
  assert.deepEqual(delays, delays.toSorted((a, b) => a - b));
});

test('jitter moves each wait by up to a fifth', () => {
  const middle = allDelays(() => 0.5);
  allDelays(() => 0).forEach((delay, i) => assert.ok(Math.abs(delay / (middle[i] ?? 0) - 0.8) < 1e-9));
  allDelays(() => 1).forEach((delay, i) => assert.ok(Math.abs(delay / (middle[i] ?? 0) - 1.2) < 1e-9));
});
