import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timedWords } from './timed-words.ts';

const heard = (word: string, start: number, end: number) => ({ word, start, end, confidence: 1 });

test('words are written as in the text, and have the times of what was heard', () => {
  const words = [heard('good', 1, 1.4), heard('morning', 1.4, 2)];
  assert.deepEqual(timedWords({ text: 'Good  morning.', start: 1, end: 2, words }), [
    { text: 'Good', start: 1, end: 1.4 },
    { text: 'morning.', start: 1.4, end: 2 },
  ]);
});

test('without a time for each, they share the time by their lengths', () => {
  const shared = timedWords({ text: 'ab cdef', start: 10, end: 16, words: [heard('abcdef', 10, 16)] });
  assert.deepEqual(shared, [
    { text: 'ab', start: 10, end: 12 },
    { text: 'cdef', start: 12, end: 16 },
  ]);
  assert.deepEqual(timedWords({ text: ' ', start: 1, end: 2 }), []);
});
