import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRange } from './byte-range.ts';

test('one range is cut to what there is', () => {
  assert.deepEqual(parseRange('bytes=0-0', 10), { start: 0, end: 0 });
  assert.deepEqual(parseRange('bytes=2-5', 10), { start: 2, end: 5 });
  assert.deepEqual(parseRange('bytes=2-', 10), { start: 2, end: 9 });
  assert.deepEqual(parseRange('bytes=2-99', 10), { start: 2, end: 9 });
  assert.deepEqual(parseRange('bytes=-3', 10), { start: 7, end: 9 });
  assert.deepEqual(parseRange('bytes=-99', 10), { start: 0, end: 9 });
});

test('what lies behind the end cannot be had', () => {
  for (const header of ['bytes=10-', 'bytes=10-11', 'bytes=-0']) assert.equal(parseRange(header, 10), 'unsatisfiable', header);
  assert.equal(parseRange('bytes=0-', 0), 'unsatisfiable');
});

test('what is not one range of bytes is the whole', () => {
  for (const header of [undefined, '', 'bytes=', 'bytes=-', 'bytes=5-2', 'bytes=0-1,3-4', 'items=0-1', 'bytes=a-b']) {
    assert.equal(parseRange(header, 10), null, String(header));
  }
});
