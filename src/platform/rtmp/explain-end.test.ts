import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainEnd } from './explain-end.ts';

const target = { key: 'SECRET-1?auth=SECRET-2', credentials: 'user:SECRET-3' };

test('what a server says is told, without the key, its parts and the credentials', () => {
  const said = [
    '[rtmp @ 0x55d0c0ffee] Server error: Stream SECRET-1 (SECRET-1?auth=SECRET-2) is already published by user:SECRET-3',
    'rtmp://user:SECRET-3@127.0.0.1:40001/: Operation not permitted',
    'Error writing trailer of rtmp://user:SECRET-3@127.0.0.1:40001/: Broken pipe',
  ];
  const text = explainEnd(said.join('\n'), target, false);
  assert.equal(text.includes('SECRET'), false, text);
  assert.match(text, /^The server refused it: Stream \*\*\* .* is already published by \*\*\*$/);
});

test('what only says that the connection has ended is told in plain words', () => {
  const said = 'av_interleaved_write_frame(): Broken pipe\nrtmp://127.0.0.1:40001/: Input/output error\nConversion failed!\n';
  assert.equal(explainEnd(said, target, false), 'The server closed the connection.');
  assert.equal(explainEnd('', target, false), 'The server closed the connection.');
  assert.equal(explainEnd(said, target, true), 'The server took nothing for 15 seconds.');
});
