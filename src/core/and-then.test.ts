import assert from 'node:assert/strict';
import { test } from 'node:test';
import { andThen } from './and-then.ts';

test('what is there is used at once, what is promised later', async () => {
  assert.equal(andThen(2, (value) => value * 2), 4);
  assert.equal(await andThen(Promise.resolve(2), (value) => value * 2), 4);
});

function fail(): never {
  throw new Error('no');
}

test('errors come the way the value came', async () => {
  assert.throws(() => andThen(1, fail), /no/);
  await assert.rejects(async () => andThen(Promise.resolve(1), fail), /no/);
});
