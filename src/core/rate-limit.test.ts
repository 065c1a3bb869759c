import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRateLimit } from './rate-limit.ts';

test('reads counts and windows', () => {
  assert.deepEqual(parseRateLimit('1200/1m'), { count: 1200, windowMs: 60_000 });
  assert.deepEqual(parseRateLimit('5/2h'), { count: 5, windowMs: 7_200_000 });
  assert.deepEqual(parseRateLimit('3/15s'), { count: 3, windowMs: 15_000 });
  assert.equal(parseRateLimit('off'), null);
});

test('refuses everything else', () => {
  for (const text of ['', '0/1m', '10', '10/m', '10/1d', '-1/1m', '1.5/1m', '1/0s', ' 1/1s', 'OFF']) {
    assert.equal(parseRateLimit(text), undefined, text);
  }
});
