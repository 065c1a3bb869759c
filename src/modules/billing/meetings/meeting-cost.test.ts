import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { measureUsage, meetingCost, type Presence } from './meeting-cost.ts';

const start = Date.parse('2026-01-02T03:04:05.678Z');
const was = (identity: string, from: number, to: number): Presence => ({
  identity,
  joinedAt: new Date(start + from),
  leftAt: new Date(start + to),
});

test('the duration goes from the first join to the last leave, through times when nobody was there', () => {
  assert.deepEqual(measureUsage([was('a', 500, 60_001), was('b', 120_000, 180_000)]), { durationMs: 179_500, peak: 1 });
});

test('the peak counts people, not places: a person in two rooms is one', () => {
  const presences = [was('a', 0, 100), was('a', 50, 150), was('b', 60, 90), was('c', 90, 100), was('c', 140, 150)];
  assert.equal(measureUsage(presences).peak, 2);
  assert.equal(measureUsage([...presences, was('d', 95, 96)]).peak, 3);
});

test('who leaves in the moment in which another joins was not there with them', () => {
  assert.equal(measureUsage([was('b', 100, 200), was('a', 0, 100)]).peak, 1);
  assert.equal(measureUsage([was('b', 99, 200), was('a', 0, 100)]).peak, 2);
  assert.equal(measureUsage([was('a', 0, 100), was('a', 100, 200), was('b', 0, 200)]).peak, 2);
});

const cost = (durationMs: number, peak: number, rate = 40n) => meetingCost({ durationMs, peak }, rate);

test('nobody, nothing and what ends before it begins cost nothing', () => {
  assert.deepEqual(measureUsage([]), { durationMs: 0, peak: 0 });
  assert.deepEqual(measureUsage([was('a', 5, 5)]), { durationMs: 0, peak: 0 });
  assert.deepEqual(measureUsage([was('a', 9, 5)]), { durationMs: 0, peak: 0 });
});

test('the cost is rounded half up to a ten-thousandth', () => {
  assert.equal(cost(60_000, 1), 40n);
  assert.equal(cost(30 * 60_000, 5), 6_000n);
  // 0.5 of a ten-thousandth is 750 ms of one person.
  assert.deepEqual([cost(749, 1), cost(750, 1), cost(2_249, 1), cost(2_250, 1)], [0n, 1n, 1n, 2n]);
  assert.deepEqual([cost(20_000, 1, 1n), cost(30_000, 1, 1n), cost(1, 1, 0n)], [0n, 1n, 0n]);
});

test('the peak is what counting people at every moment finds', () => {
  const presence = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat(30), fc.nat(30)).map(([id, a, b]) => was(id, Math.min(a, b), Math.max(a, b)));
  fc.assert(fc.property(fc.array(presence, { maxLength: 12 }), (presences) => {
    const counts = Array.from({ length: 31 }, (_, ms) => {
      const at = start + ms;
      const there = presences.filter(({ joinedAt, leftAt }) => joinedAt.getTime() <= at && at < leftAt.getTime());
      return new Set(there.map(({ identity }) => identity)).size;
    });
    assert.equal(measureUsage(presences).peak, Math.max(...counts));
  }));
});
