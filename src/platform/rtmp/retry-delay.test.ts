import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryDelayMs } from './retry-delay.ts';

test('each failure in a row waits twice as long, half a minute at most', () => {
  const seconds = [0, 1, 2, 3, 4, 5, 6, 7, 1_000].map((failures) => retryDelayMs(failures) / 1_000);
  assert.deepEqual(seconds, [1, 1, 2, 4, 8, 16, 30, 30, 30]);
});
