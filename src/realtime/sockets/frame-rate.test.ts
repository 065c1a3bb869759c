import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countFrame } from './frame-rate.ts';

test('fifty frames a second pass, the next does not, and a second later all is forgotten', () => {
  const frames = { startedAt: 0, count: 0 };
  const burst = (at: number, count: number) => Array.from({ length: count }, () => countFrame(frames, at)).at(-1);
  assert.equal(burst(5_000, 50), true);
  assert.equal(countFrame(frames, 5_999), false);
  assert.equal(burst(6_000, 50), true);
  assert.equal(countFrame(frames, 6_001), false);
});
