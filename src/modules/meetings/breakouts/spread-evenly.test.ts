import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { spreadEvenly } from './spread-evenly.ts';

test('everybody is in one place, and no two places differ by more than one', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(), { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (people, count) => {
      const places = Array.from({ length: count }, (_, i) => i);
      const spread = spreadEvenly(people, places);
      assert.deepEqual(spread.map(([person]) => person).toSorted(), people.toSorted());
      const sizes = places.map((place) => spread.filter(([, each]) => each === place).length);
      assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1);
    }),
  );
});

test('it is another one each time', () => {
  const people = Array.from({ length: 30 }, (_, i) => i);
  const spreads = Array.from({ length: 5 }, () => JSON.stringify(spreadEvenly(people, ['a', 'b']).toSorted()));
  assert.equal(new Set(spreads).size, 5);
});
