import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClaimPause } from './claim-pause.ts';

test('no room is taken from others until they could come back to a database that was away, or stood still', () => {
  let at = 1_000;
  const pause = createClaimPause(() => at);
  pause.answered(20);
  assert.equal(pause.isOver(), true, 'it was there');
  pause.failed();
  pause.failed();
  pause.answered(20);
  assert.equal(pause.isOver(), false, 'it is back');
  at += 1_000;
  pause.answered(20);
  at += 3_999;
  assert.equal(pause.isOver(), false);
  at += 1;
  assert.equal(pause.isOver(), true);
  pause.answered(9_000);
  assert.equal(pause.isOver(), false, 'it stood still');
});
