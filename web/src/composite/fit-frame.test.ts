import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitFrame } from './fit-frame.ts';

const tile = { x: 100, y: 50, width: 320, height: 180 };

test('a camera fills its tile, and what is over is cut evenly from its sides', () => {
  const { source, target } = fitFrame({ width: 640, height: 480 }, tile, 'camera');
  assert.deepEqual(target, tile);
  assert.deepEqual(source, { x: 0, y: 60, width: 640, height: 360 });
});

test('a tall camera and any screen are shown whole', () => {
  assert.deepEqual(fitFrame({ width: 360, height: 640 }, tile, 'camera').target, { x: 210, y: 50, width: 101, height: 180 });
  const { source, target } = fitFrame({ width: 640, height: 480 }, tile, 'screen');
  assert.deepEqual(source, { x: 0, y: 0, width: 640, height: 480 });
  assert.deepEqual(target, { x: 140, y: 50, width: 240, height: 180 });
});

test('a frame that is a little larger than its tile is not scaled', () => {
  const { source, target } = fitFrame({ width: 640, height: 360 }, { ...tile, width: 636, height: 356 }, 'camera');
  assert.deepEqual(source, { x: 2, y: 2, width: 636, height: 356 });
  assert.deepEqual([target.width, target.height], [636, 356]);
});
