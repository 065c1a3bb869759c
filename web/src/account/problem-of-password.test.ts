import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemOfPassword } from './problem-of-password.ts';

test('a password has from 8 to 256 characters, of which each counts once', () => {
  for (const password of ['', 'seven77', '👏'.repeat(7)]) assert.equal(problemOfPassword(password), 'Use eight characters or more.');
  for (const password of ['eight888', '👏'.repeat(8), 'x'.repeat(256)]) assert.equal(problemOfPassword(password), undefined);
  assert.equal(problemOfPassword('x'.repeat(257)), 'Use 256 characters or fewer.');
});
