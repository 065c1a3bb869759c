import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InvalidRtmpUrl, maskRtmpUrl, parseRtmpUrl } from './parse-rtmp-url.ts';

test('an RTMP URL falls into host, application and key, as encoders take it apart', () => {
  const plain = { isTls: false, port: 1935, credentials: null };
  const cases: [string, object][] = [
    ['rtmp://a.example/live2/abcd-1234', { ...plain, host: 'a.example', app: 'live2', key: 'abcd-1234' }],
    ['rtmp://a.example:1936/app/inst/key?x=1&y=a/b?c', { ...plain, host: 'a.example', port: 1936, app: 'app/inst', key: 'key?x=1&y=a/b?c' }],
    ['rtmps://a.example/rtmp/FB-1?s_bl=1', { ...plain, isTls: true, port: 443, host: 'a.example', app: 'rtmp', key: 'FB-1?s_bl=1' }],
    ['RTMP://u:p@[::1]/app/key', { ...plain, host: '::1', app: 'app', key: 'key', credentials: 'u:p' }],
    ['rtmp://2130706433/app/key', { ...plain, host: '127.0.0.1', app: 'app', key: 'key' }],
    ['rtmp://a.example/stream', { ...plain, host: 'a.example', app: 'stream', key: '' }],
  ];
  for (const [text, expected] of cases) {
    const { masked, ...parts } = parseRtmpUrl(text);
    assert.deepEqual(parts, expected, text);
    assert.equal(masked, maskRtmpUrl(text));
  }
});

test('what cannot be published to is refused', () => {
  const texts = [
    ...['', 'a.example/app/key', 'http://a.example/app/key', 'rtmpt://a.example/app/key', 'rtmp:/a.example/app/key'],
    ...['rtmp:///app/key', 'rtmp://:1935/app/key', 'rtmp://a b/app/key', 'rtmp://a.example:0/app/key', 'rtmp://a.example:99999/app/key'],
    ...['rtmp://a.example', 'rtmp://a.example/', 'rtmp://a.example//key', 'rtmp://a.example/app/key#part', 'rtmp://a.example/app/k\ney'],
    ...['rtmp://@a.example/app/key', 'rtmp://user@a.example/app/key', 'rtmp://u:p@v:q@a.example/app/key', 'rtmp://u:"p@a.example/app/key'],
    ...[`rtmp://a.example/app/${'k'.repeat(901)}`, 'rtmp://ex%00ample/app/key', 'rtmp://é.example/app/key'],
  ];
  for (const text of texts) assert.throws(() => parseRtmpUrl(text), InvalidRtmpUrl, text);
});

test('no secret of a URL is shown, and any text is masked', () => {
  const cases = [
    ['rtmp://a.example/live2/SECRET', 'rtmp://a.example/live2/***'],
    ['rtmps://SECRET:SECRET@a.example:444/app/inst/SECRET?SECRET=SECRET/SECRET', 'rtmps://***@a.example:444/app/inst/***'],
    ['rtmp://a.example/SECRET', 'rtmp://a.example/***'],
    ['rtmp://a.example/app/SECRET/', 'rtmp://a.example/app/***'],
    ['rtmp://a.example/app/SECRET#SECRET', '***'],
    ['SECRET', '***'],
  ];
  for (const [text = '', masked] of cases) assert.equal(maskRtmpUrl(text), masked, text);
});
