import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findMediaType, type MediaType } from '../media-types.ts';
import { cleanFilename } from './clean-filename.ts';

const mp4 = findMediaType('video/mp4') as MediaType;

test('a name stays as it is when it can', () => {
  for (const name of ['talk.mp4', 'Talk 1 (final).MP4', '회의.mp4', '👩‍🚀.mov']) assert.equal(cleanFilename(name, mp4), name);
});

test('folders, dots at the front and what cannot be seen are left out', () => {
  assert.equal(cleanFilename('../../etc/passwd.mp4', mp4), 'passwd.mp4');
  assert.equal(cleanFilename('C:\\videos\\talk.mp4', mp4), 'talk.mp4');
  assert.equal(cleanFilename('.hidden.mp4', mp4), 'hidden.mp4');
  assert.equal(cleanFilename('a\r\nb\0\u202ec.mp4', mp4), 'abc.mp4');
  assert.equal(cleanFilename('half\ud800.mp4', mp4), 'half.mp4');
});

test('what is left of no name is one, and an ending says what the file is', () => {
  for (const name of ['', '/', '...', ' \u0007 ']) assert.equal(cleanFilename(name, mp4), 'upload.mp4');
  assert.equal(cleanFilename('page.html', mp4), 'page.html.mp4');
  assert.equal(cleanFilename('x'.repeat(900), mp4).length, 204);
});
