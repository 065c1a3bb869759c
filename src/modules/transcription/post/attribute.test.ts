import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAttribution } from './attribute.ts';

/** LiveKit tells 0.4 seconds late. */
const spoke = (identity: string, from: number, to: number) => ({
  identity,
  name: identity.toUpperCase(),
  fromMs: (from + 0.4) * 1_000,
  toMs: (to + 0.4) * 1_000,
});
const word = (start: number, end = start + 0.4) => ({ word: `w${start}`, start, end });

function split(intervals: ReturnType<typeof spoke>[], words: ReturnType<typeof word>[]) {
  return createAttribution(intervals).split(words).map((turn) => [turn.speaker?.name ?? null, ...turn.words.map(({ start }) => start)]);
}

test('an utterance is split where somebody else goes on', () => {
  const words = [word(1), word(2), word(3.2), word(4)];
  assert.deepEqual(split([spoke('ada', 0.9, 2.8), spoke('bob', 3, 5)], words), [['ADA', 1, 2], ['BOB', 3.2, 4]]);
});

test('who goes on speaking keeps the words that another talks into', () => {
  const words = [word(1), word(2), word(3), word(4)];
  assert.deepEqual(split([spoke('ada', 0, 6), spoke('bob', 1.9, 3.5)], words), [['ADA', 1, 2, 3, 4]]);
});

test('a word in a pause is its neighbours\'', () => {
  assert.deepEqual(split([spoke('ada', 2, 3), spoke('bob', 30, 40)], [word(1), word(2.2), word(3.4)]), [['ADA', 1, 2.2, 3.4]]);
});

test('of what nobody is known to have said, the speaker is who spoke just before or after, else nobody', () => {
  const intervals = [spoke('ada', 0, 4), spoke('bob', 100, 110)];
  assert.deepEqual(split(intervals, [word(5)]), [['ADA', 5]]);
  assert.deepEqual(split(intervals, [word(50)]), [[null, 50]]);
  assert.deepEqual(split([], [word(1)]), [[null, 1]]);
});

test('an interval over many minutes is found anywhere in it', () => {
  assert.deepEqual(split([spoke('ada', 5, 900)], [word(700)]), [['ADA', 700]]);
});
