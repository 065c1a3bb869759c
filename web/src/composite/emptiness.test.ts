import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { watchEmptiness } from './emptiness.ts';

const afterMs = 20;

function watch() {
  let times = 0;
  const emptiness = watchEmptiness(() => (times += 1), { usualMs: afterMs, afterReturnMs: 10 * afterMs });
  return { note: emptiness.note, times: () => times };
}

test('a room that stays empty is told once, however often it is looked at', async () => {
  const { note, times } = watch();
  note(true);
  note(true);
  await sleep(3 * afterMs);
  note(true);
  await sleep(3 * afterMs);
  assert.equal(times(), 1);
});

test('a room to which somebody comes back in time is not told', async () => {
  const { note, times } = watch();
  note(true);
  note(false);
  await sleep(3 * afterMs);
  assert.equal(times(), 0);
});

test('a room that empties again is told again', async () => {
  const { note, times } = watch();
  note(true);
  await sleep(3 * afterMs);
  note(false);
  note(true);
  await sleep(3 * afterMs);
  assert.equal(times(), 2);
});

test('after a broken connection people have more time to come back', async () => {
  const { note, times } = watch();
  note(null);
  note(true);
  await sleep(5 * afterMs);
  assert.equal(times(), 0);
  await sleep(10 * afterMs);
  assert.equal(times(), 1);
  note(false);
  note(true);
  await sleep(5 * afterMs);
  assert.equal(times(), 2, 'as usual once somebody has come');
});
