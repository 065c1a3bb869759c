import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeCaptureParameters } from '../../../src/contracts/capture-page.ts';
import { readParameters } from './parameters.ts';

test('what the recorder writes is read from the fragment', () => {
  const request = {
    livekitUrl: 'ws://127.0.0.1:7880',
    token: 'a.b-c_d',
    layout: 'speaker',
    audioOnly: true,
    width: 1920,
    height: 1080,
  } as const;
  const hash = `#${writeCaptureParameters(request)}`;
  assert.deepEqual(readParameters({ search: '', hash }), { ...request, capture: true });
});

test('what LiveKit Egress writes is read from the query, and its layouts are known', () => {
  const search = '?layout=single-speaker-light&url=ws%3A%2F%2Fhost&token=t';
  const { layout, livekitUrl, capture, width, height } = readParameters({ search, hash: '' });
  assert.deepEqual([layout, livekitUrl, capture, width, height], ['single-speaker', 'ws://host', false, 1280, 720]);
  assert.equal(readParameters({ search: '?url=u&token=t&layout=speaker-dark', hash: '' }).layout, 'speaker');
  assert.equal(readParameters({ search: '?url=u&token=t&layout=other', hash: '#' }).layout, 'grid');
});

function sides(text: string): number[] {
  const { width, height } = readParameters({ search: `?url=u&token=t&${text}`, hash: '' });
  return [width, height];
}

test('sides are even and within reason', () => {
  assert.deepEqual(sides('width=641&height=361'), [640, 360]);
  assert.deepEqual(sides('width=-1&height=1e9'), [1280, 720]);
});

test('without a room to join there is nothing to show', () => {
  assert.throws(() => readParameters({ search: '?url=u', hash: '' }), /lacks/);
});
