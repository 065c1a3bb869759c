import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryDelaySeconds } from './retry-delay.ts';

test('the delay doubles up to a quarter of an hour', () => {
  const delays = [1, 2, 3, 7, 8, 50, 5_000].map((tries) => retryDelaySeconds(tries, () => 0.5));
  assert.deepEqual(delays, [15, 30, 60, 900, 900, 900, 900]);
  assert.deepEqual([retryDelaySeconds(1, () => 0), retryDelaySeconds(1, () => 1)], [12, 18]);
});
