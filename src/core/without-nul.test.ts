import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutNul } from './without-nul.ts';

test('the character that PostgreSQL refuses is left out wherever it stands, and nothing else', () => {
  const data = { track: { name: 'a\0b', codecs: ['\0', 'vp8'] }, isMuted: false, text: 'C:\\u0000' };
  assert.deepEqual(withoutNul(data), { track: { name: 'ab', codecs: ['', 'vp8'] }, isMuted: false, text: 'C:\\u0000' });
  const clean = { name: 'ä' };
  assert.equal(withoutNul(clean), clean);
});
