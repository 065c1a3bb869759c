import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCipher, deriveKey, isSameSecret, sign } from './secrets.ts';

const secret = 's'.repeat(32);

test('what is encrypted can be read with the same secret only', () => {
  const sealed = createCipher(secret).encrypt('grüße');
  assert.equal(createCipher(secret).decrypt(sealed), 'grüße');
  assert.ok(!sealed.includes('grüße') && !sealed.includes(Buffer.from('grüße').toString('base64url')));
  assert.throws(() => createCipher('t'.repeat(32)).decrypt(sealed), /another PLENUM_SECRET/);
});

test('the same text never looks the same twice', () => {
  const cipher = createCipher(secret);
  assert.notEqual(cipher.encrypt('a'), cipher.encrypt('a'));
});

test('a changed text is refused', () => {
  const cipher = createCipher(secret);
  const [id, iv, tag, data] = cipher.encrypt('amount: 10').split('.');
  const changed = `${data?.[0] === 'A' ? 'B' : 'A'}${data?.slice(1)}`;
  assert.throws(() => cipher.decrypt([id, iv, tag, changed].join('.')));
});

test('keys for different purposes differ', () => {
  assert.notEqual(sign(deriveKey(secret, 'a'), 'x'), sign(deriveKey(secret, 'b'), 'x'));
});

test('secrets are compared whole', () => {
  assert.equal(isSameSecret('abc', 'abc'), true);
  for (const given of ['', 'ab', 'abd', 'abcd', 'ABC']) assert.equal(isSameSecret(given, 'abc'), false, given);
});
