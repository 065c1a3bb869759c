import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareCalls } from './share-calls.ts';

/** A read whose calls are answered by hand, in the order in which they began. */
function createRead() {
  const calls: (PromiseWithResolvers<string> & { key: string })[] = [];
  const read = async (key: string) => {
    const call = { ...Promise.withResolvers<string>(), key };
    calls.push(call);
    return call.promise;
  };
  return { calls, shared: shareCalls(read) };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test('two callers call at once; those who come later share one call that begins after they came', async () => {
  const { calls, shared } = createRead();
  const first = [shared('room'), shared('room')];
  const later = Array.from({ length: 12 }, () => shared('room'));
  assert.equal(calls.length, 2);
  calls[0]?.resolve('old');
  await settle();
  assert.equal(calls.length, 3);
  const latest = shared('room');
  calls[1]?.resolve('old');
  calls[2]?.resolve('new');
  assert.deepEqual(await Promise.all(first), ['old', 'old']);
  assert.deepEqual(await Promise.all(later), Array(12).fill('new'));
  await settle();
  assert.equal(calls.length, 4);
  calls[3]?.resolve('newest');
  assert.equal(await latest, 'newest');
});

test('an error reaches all who wait, and the next call is a new one', async () => {
  const { calls, shared } = createRead();
  const callers = Array.from({ length: 5 }, () => shared('room'));
  const outcomes = Promise.allSettled(callers);
  for (const call of calls) call.reject(new Error('away'));
  await settle();
  assert.equal(calls.length, 3);
  calls[2]?.reject(new Error('still away'));
  const reasons = (await outcomes).map((outcome) => (outcome.status === 'rejected' ? String(outcome.reason) : ''));
  assert.deepEqual(reasons, [...Array(2).fill('Error: away'), ...Array(3).fill('Error: still away')]);
  const next = shared('room');
  calls[3]?.resolve('back');
  assert.equal(await next, 'back');
});

test('keys wait only for themselves', async () => {
  const { calls, shared } = createRead();
  const busy = Array.from({ length: 4 }, () => shared('busy'));
  const other = shared('other');
  assert.deepEqual(calls.map(({ key }) => key), ['busy', 'busy', 'other']);
  calls[2]?.resolve('at once');
  assert.equal(await other, 'at once');
  for (const call of calls.slice(0, 2)) call.resolve('done');
  await settle();
  calls[3]?.resolve('done');
  assert.deepEqual(await Promise.all(busy), Array(4).fill('done'));
});
