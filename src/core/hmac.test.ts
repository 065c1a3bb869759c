import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { assert as check, property, string, uint8Array } from 'fast-check';
import { createHmacSha256 } from './hmac.ts';

const expected = (key: Uint8Array, text: string) => createHmac('sha256', key).update(text).digest('base64url');

test('it is the HMAC that node:crypto computes, for any key and text', () => {
  const keys = uint8Array({ maxLength: 200 });
  check(property(keys, string({ unit: 'binary' }), (key, text) => {
    assert.equal(createHmacSha256(key)(text), expected(key, text));
  }));
});

test('one key signs texts of any length in any order', () => {
  const key = Buffer.from('k'.repeat(43));
  const sign = createHmacSha256(key);
  for (const length of [0, 1, 55, 56, 64, 5_461, 5_462, 16_384, 16_385, 300_000, 3]) {
    for (const letter of ['a', 'ü', '€', '😀']) assert.equal(sign(letter.repeat(length)), expected(key, letter.repeat(length)));
  }
});
