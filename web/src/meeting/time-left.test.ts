import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeTimeLeft } from './time-left.ts';

test('time left is told as finely as it matters', () => {
  assert.equal(describeTimeLeft(0), '0:00');
  assert.equal(describeTimeLeft(247), '4:07');
  assert.equal(describeTimeLeft(3900), '1 h 05 min');
  assert.equal(describeTimeLeft(2 * 86_400 + 3 * 3600 + 59), '2 d 3 h');
});
