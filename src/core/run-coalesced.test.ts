import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCoalesced } from './run-coalesced.ts';

test('triggers during a run lead to one more run, and never two at once', async () => {
  let runs = 0;
  let running = 0;
  const trigger = runCoalesced(async () => {
    running += 1;
    assert.equal(running, 1);
    await sleep(5);
    runs += 1;
    running -= 1;
  }, (error) => assert.fail(String(error)));
  await Promise.all([trigger(), trigger(), trigger()]);
  assert.equal(runs, 2, 'the first began at once; the others are one more');
  const first = trigger();
  await sleep(1);
  await Promise.all([first, trigger(), trigger()]);
  assert.equal(runs, 4);
});

test('an error is told and the next trigger works again', async () => {
  const errors: unknown[] = [];
  let runs = 0;
  const trigger = runCoalesced(async () => {
    runs += 1;
    if (runs === 1) throw new Error('first');
  }, (error) => errors.push(error));
  await trigger();
  await trigger();
  assert.equal(runs, 2);
  assert.match(String(errors[0]), /first/);
});
