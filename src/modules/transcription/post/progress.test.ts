import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createProgress } from './progress.ts';

test('progress is the part that is done, and 100 only at the end', () => {
  const progress = createProgress(100, 0);
  assert.deepEqual([progress.add(30), progress.add(45.5), progress.add(40)], [30, 75, 99]);
});

test('who goes on does not go back, and nobody guesses', () => {
  assert.deepEqual([createProgress(100, 60).add(30), createProgress(null, 7).add(30)], [60, 7]);
});
