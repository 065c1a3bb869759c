import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTime } from './read-time.ts';

test('what the database cannot hold, or what is no time, is not read', () => {
  assert.equal(readTime('2026-01-01T21:03:00+09:00')?.toISOString(), '2026-01-01T12:03:00.000Z');
  assert.equal(readTime('0001-01-01T00:00:00Z')?.getUTCFullYear(), 1);
  for (const text of ['', 'yesterday', '0000-12-31T23:59:59Z', '-000001-01-01T00:00:00Z', '2016-12-31T23:59:60Z', '9999-12-31T23:59:59-01:00', '+275760-09-13T00:00:00.000Z']) {
    assert.equal(readTime(text), null, text);
  }
});
