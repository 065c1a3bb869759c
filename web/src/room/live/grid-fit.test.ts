import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitGrid } from './grid-fit.ts';

test('two stand beside each other on a wide stage and above each other on a tall one', () => {
  assert.equal(fitGrid(1280, 600, 2, 8).columns, 2);
  assert.equal(fitGrid(360, 600, 2, 8).columns, 1);
});

test('tiles never overflow the stage while they fit', () => {
  for (let count = 1; count <= 20; count += 1) {
    const { columns, tileWidth, ratio } = fitGrid(1280, 620, count, 8);
    const rows = Math.ceil(count / columns);
    assert.ok(columns * tileWidth + (columns - 1) * 8 <= 1280, `${count} fit in width`);
    assert.ok((rows * tileWidth) / ratio + (rows - 1) * 8 <= 621, `${count} fit in height`);
  }
});

test('with too many for the stage, tiles keep a readable width and the stage scrolls', () => {
  const { columns, tileWidth } = fitGrid(360, 500, 60, 8);
  assert.equal(columns, 2);
  assert.ok(tileWidth >= 150);
});

test('one alone fills a wide stage uncropped', () => {
  assert.equal(fitGrid(1280, 720, 1, 8).ratio, 16 / 9);
});

test('a stage without a size yet has one column', () => {
  assert.equal(fitGrid(0, 0, 3, 8).columns, 1);
});
