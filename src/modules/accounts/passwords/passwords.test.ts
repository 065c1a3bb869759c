import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPasswords } from './passwords.ts';

test('a password is known by its hash, in any spelling of its characters, and nobody has the one of nobody', async () => {
  const passwords = createPasswords();
  const hash = await passwords.hash('pa\u0308ssword');
  assert.match(hash, /^\$argon2id\$v=19\$m=19456,/);
  assert.equal(await passwords.verify(hash, 'p\u00e4ssword'), true);
  assert.equal(await passwords.verify(hash, 'password'), false);
  assert.equal(await passwords.verify(null, 'x'), false);
});
