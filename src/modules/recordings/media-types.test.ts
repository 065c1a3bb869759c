import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findMediaType, type MediaType, withKind } from './media-types.ts';

const typeOf = (mimeType: string) => findMediaType(mimeType) as MediaType;

test('a container has a name with pictures and one without, where it has both', () => {
  assert.equal(withKind(typeOf('video/webm'), 'audio').mimeType, 'audio/webm');
  assert.equal(withKind(typeOf('audio/mp4'), 'video').mimeType, 'video/mp4');
  assert.equal(withKind(typeOf('video/ogg'), 'video').mimeType, 'video/ogg');
  assert.equal(withKind(typeOf('audio/wav'), 'video').mimeType, 'audio/wav');
});

test('audio/mpeg and video/mpeg are different formats', () => {
  assert.equal(withKind(typeOf('audio/mpeg'), 'video').demuxer, 'mp3');
  assert.equal(withKind(typeOf('video/mpeg'), 'audio').demuxer, 'mpeg');
});

test('a playlist is no kind of film', () => {
  for (const mimeType of ['application/vnd.apple.mpegurl', 'audio/x-mpegurl', 'application/dash+xml', 'text/plain', '']) {
    assert.equal(findMediaType(mimeType), null);
  }
});
