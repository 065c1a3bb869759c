import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitCues } from './split-cues.ts';

const wordsAt = (texts: string[], seconds: number) =>
  texts.map((word, i) => ({ word, start: i * seconds, end: (i + 1) * seconds, confidence: 1 }));

test('a short segment is one cue', () => {
  assert.deepEqual(splitCues({ text: 'Hello there.', start: 1, end: 2, words: [] }), [{ text: 'Hello there.', start: 1, end: 2 }]);
});

test('a long one is cut where its words were said', () => {
  const words = Array.from({ length: 20 }, (_, i) => `word${i}`);
  const cues = splitCues({ text: `${words.join(' ')}.`, start: 0, end: 20, words: wordsAt(words, 1) });
  assert.equal(cues.map(({ text }) => text).join(' '), `${words.join(' ')}.`);
  assert.deepEqual(cues.map(({ start, end }) => [start, end]), [[0, 7], [7, 14], [14, 20]]);
});

test('no cue has more than 84 characters, also where words are not set apart', () => {
  const fast = Array.from({ length: 60 }, (_, i) => `fast${i}`).join(' ');
  for (const text of [fast, '会議'.repeat(100), '회의 '.repeat(100)]) {
    const cues = splitCues({ text, start: 0, end: 6, words: [] });
    for (const cue of cues) assert.ok(cue.text.length <= 84 && cue.end > cue.start, JSON.stringify(cue));
    assert.equal(cues.map((cue) => cue.text).join('').replaceAll(' ', ''), text.replaceAll(' ', ''));
    assert.ok(Math.abs((cues.at(-1)?.end ?? 0) - 6) < 0.001);
    for (const [i, cue] of cues.entries()) assert.ok(i === 0 || cue.start >= (cues[i - 1]?.end ?? 0) - 0.001);
  }
});

test('what took no time is shown for a moment, and nothing is not shown', () => {
  assert.deepEqual(splitCues({ text: 'Oh.', start: 2, end: 2, words: [] }), [{ text: 'Oh.', start: 2, end: 2.1 }]);
  assert.deepEqual(splitCues({ text: ' ', start: 2, end: 3, words: [] }), []);
});
