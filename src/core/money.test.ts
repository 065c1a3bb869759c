import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { cents, dollars, formatUsd, fromNumber, parseUsd, toCents } from './money.ts';

test('money is written with four places and its sign', () => {
  const written = [0n, 1n, -40n, 250_000n, -123_456_789n, 10n ** 20n].map(formatUsd);
  assert.deepEqual(written, ['0.0000', '0.0001', '-0.0040', '25.0000', '-12345.6789', '10000000000000000.0000']);
});

test('a number with at most two decimals is exact, any other is none', () => {
  assert.deepEqual([5, 19.99, 1e3, 0.1, 571 * 0.01].map(fromNumber), [50_000n, 199_900n, 10_000_000n, 1_000n, 57_100n]);
  for (const value of [4.999, 0.001, 5.000000001, NaN, Infinity, -Infinity, 1e300]) assert.equal(fromNumber(value), null);
  fc.assert(fc.property(fc.integer({ min: -10_000_000, max: 10_000_000 }), (count) => {
    assert.equal(fromNumber(count / 100), cents(count));
    assert.equal(toCents(cents(count)), count);
  }));
});

test('what is written is read again', () => {
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (amount) => {
    assert.equal(parseUsd(formatUsd(amount)), amount);
  }));
  assert.deepEqual(['5', '0.004', '12.3'].map(parseUsd), [dollars(5), 40n, 123_000n]);
  for (const text of ['', '-1', '1e3', '0.00001', '1.', '.5', ' 1', 'NaN', '1'.repeat(13)]) assert.equal(parseUsd(text), null);
});

test('a fraction of a cent is no number of cents', () => {
  assert.throws(() => toCents(1n));
});
