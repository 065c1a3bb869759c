import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLimiter } from './limiter.ts';

const { signal } = new AbortController();

test('no more work at the same time than there are places, in order', async () => {
  let places = 1;
  const limiter = createLimiter(() => places);
  const begun: string[] = [];
  const begin = (name: string) => limiter.acquire(signal).then((release) => (begun.push(name), release));
  const [first, second, third] = [begin('first'), begin('second'), begin('third')];
  const release = await first;
  assert.deepEqual(begun, ['first']);
  release();
  await second;
  assert.deepEqual(begun, ['first', 'second']);
  places = 2;
  limiter.look();
  await third;
  assert.deepEqual(begun, ['first', 'second', 'third']);
});

test('who is aborted does not wait any more, and takes no place', async () => {
  const limiter = createLimiter(() => 1);
  const release = await limiter.acquire(signal);
  const aborting = new AbortController();
  const waiting = limiter.acquire(aborting.signal);
  aborting.abort(new Error('It is not wanted any more.'));
  await assert.rejects(waiting, /not wanted/);
  const next = limiter.acquire(signal);
  release();
  await next;
});
