import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backoff } from './backoff.ts';

test('pauses double up to 15 s, and each lies in the upper half of its span', () => {
  assert.deepEqual(
    [0, 1, 2, 3].map((failures) => backoff(failures, () => 1)),
    [500, 1000, 2000, 4000],
  );
  assert.equal(
    backoff(40, () => 1),
    15_000,
  );
  assert.equal(
    backoff(40, () => 0),
    7500,
  );
  assert.equal(
    backoff(0, () => 0),
    250,
  );
});
