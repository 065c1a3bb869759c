import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findSpot, type ShownSegment } from './spots.ts';

function segment(index: number, ...times: [start: number, end: number][]): ShownSegment {
  const words = times.map(([start, end]) => ({ text: 'word', start, end }));
  return { index, speaker: 'Ann', start: times[0]?.[0] ?? 0, end: times.at(-1)?.[1] ?? 0, words };
}

const segments = [segment(0, [1, 1.5], [1.6, 2]), segment(1, [4, 5]), segment(2, [4.5, 6])];

test('the word at a time is found, and nothing before the first', () => {
  const spots = [0, 1, 1.55, 1.7, 3, 4.2, 5.9, 100].map((time) => Object.values(findSpot(segments, time)));
  assert.deepEqual(spots, [[-1, -1], [0, 0], [0, -1], [0, 1], [0, -1], [1, 0], [2, 0], [2, -1]]);
});

test('a player that stops a hair before a word is at it', () => {
  assert.deepEqual(findSpot(segments, 3.999), { segment: 1, word: 0 });
});

test('nothing was said: there is no place', () => {
  assert.deepEqual(findSpot([], 5), { segment: -1, word: -1 });
});
