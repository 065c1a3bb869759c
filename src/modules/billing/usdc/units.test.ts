import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { shareOut } from './units.ts';

test('what is left of a deposit counts with the next', () => {
  assert.deepEqual(shareOut(0n, [5_000_000n, 99n, 1n, 250n, 50n]), [50_000n, 0n, 1n, 2n, 1n]);
  assert.deepEqual(shareOut(99n, [1n]), [1n]);
});

test('nothing gets lost and nothing is made, however it is paid', () => {
  fc.assert(fc.property(fc.array(fc.bigInt({ min: 1n, max: 10n ** 12n })), (units) => {
    const credited = shareOut(0n, units).reduce((sum, each) => sum + each, 0n);
    assert.equal(credited, units.reduce((sum, each) => sum + each, 0n) / 100n);
  }));
});
