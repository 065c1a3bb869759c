import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Rectangle } from './geometry.ts';
import { type Places, placeTiles } from './place-tiles.ts';

const stage = { width: 1280, height: 720 };
const areaOf = ({ width, height }: Rectangle) => width * height;
const all = ({ screen, people }: Places) => (screen ? [screen, ...people] : people);

test('one person has the whole stage in every layout', () => {
  for (const layout of ['grid', 'speaker', 'single-speaker'] as const) {
    assert.deepEqual(placeTiles(layout, stage, 1, false), { screen: null, people: [{ x: 0, y: 0, ...stage }] });
  }
});

test('two stand beside each other, four in two rows, of five the last two in the middle', () => {
  const [left, right] = placeTiles('grid', stage, 2, false).people;
  assert.deepEqual(left, { x: 0, y: 182, width: 636, height: 356 });
  assert.deepEqual(right, { x: 644, y: 182, width: 636, height: 356 });
  const four = placeTiles('grid', stage, 4, false).people;
  assert.deepEqual(new Set(four.map(({ y }) => y)).size, 2);
  const five = placeTiles('grid', stage, 5, false).people;
  assert.deepEqual(five.map(({ x }) => x), [2, 430, 858, 216, 644]);
});

test('no tile leaves the stage or covers another, in any layout, with up to forty people', () => {
  for (const layout of ['grid', 'speaker', 'single-speaker'] as const) {
    for (let people = 0; people <= 40; people += 1) {
      for (const hasScreen of [false, true]) {
        const places = all(placeTiles(layout, stage, people, hasScreen));
        assertApart(places, `${layout}, ${people} people, screen ${hasScreen}`);
      }
    }
  }
});

test('a shared screen is large, the people beside it are small', () => {
  for (const layout of ['grid', 'speaker'] as const) {
    const { screen, people } = placeTiles(layout, stage, 5, true);
    assert.equal(people.length, 5);
    assert.ok(screen && areaOf(screen) > 15 * Math.max(...people.map(areaOf)));
  }
  assert.equal(placeTiles('single-speaker', stage, 5, true).people.length, 1);
  assert.deepEqual(placeTiles('grid', stage, 0, true).screen, { x: 0, y: 0, ...stage });
});

test('the speaker is large, and alone where only one is shown', () => {
  const [speaker, ...others] = placeTiles('speaker', stage, 4, false).people;
  assert.equal(others.length, 3);
  assert.ok(speaker && areaOf(speaker) > 15 * Math.max(...others.map(areaOf)));
  assert.equal(placeTiles('single-speaker', stage, 4, false).people.length, 1);
});

test('with more people than can be told apart, the first ones have a place', () => {
  assert.equal(placeTiles('grid', stage, 100, false).people.length, 25);
  assert.equal(placeTiles('speaker', stage, 100, false).people.length, 13);
  assert.equal(placeTiles('grid', stage, 0, false).people.length, 0);
});

test('a tall stage is filled as well', () => {
  const tall = { width: 720, height: 1280 };
  const [upper, lower] = placeTiles('grid', tall, 2, false).people;
  assert.equal(upper?.width, 720);
  assert.ok(upper && lower && lower.y > upper.y && lower.x === upper.x);
});

function assertApart(places: Rectangle[], what: string): void {
  for (const [i, a] of places.entries()) {
    assert.ok(a.width > 0 && a.height > 0, `${what}: tile ${i} is seen`);
    assert.ok(a.x >= 0 && a.y >= 0 && a.x + a.width <= 1280 && a.y + a.height <= 720, `${what}: tile ${i} is on stage`);
    for (const b of places.slice(i + 1)) {
      const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      assert.ok(apart, `${what}: tile ${i} covers another`);
    }
  }
}
