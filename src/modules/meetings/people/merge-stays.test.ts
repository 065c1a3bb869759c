import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeStays, minutesOf } from './merge-stays.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 12, minute));
const span = (from: number, to: number | null) => ({ joinedAt: at(from), leftAt: to === null ? null : at(to) });

test('stays that overlap or touch are one, in whatever order they come', () => {
  assert.deepEqual(mergeStays([span(5, 9), span(0, 3), span(2, 5), span(11, 12)], null), [span(0, 9), span(11, 12)]);
  assert.deepEqual(mergeStays([span(0, 20), span(3, 5)], null), [span(0, 20)], 'one within another');
  assert.deepEqual(mergeStays([span(0, null), span(3, 5)], null), [span(0, null)], 'one that lasts');
  assert.deepEqual(mergeStays([], null), []);
});

test('nothing goes beyond the end of the meeting', () => {
  assert.deepEqual(mergeStays([span(0, null), span(30, 40)], at(10)), [span(0, 10)]);
  assert.deepEqual(mergeStays([span(0, 4), span(6, 15)], at(10)), [span(0, 4), span(6, 10)]);
});

test('minutes are counted until now while somebody is there', () => {
  assert.equal(minutesOf([span(0, 9), span(11, null)], at(12)), 10);
  assert.equal(minutesOf([{ joinedAt: at(0), leftAt: new Date(at(0).getTime() + 1_000) }], at(1)), 0.02);
  assert.equal(minutesOf([], at(1)), 0);
});
