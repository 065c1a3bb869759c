import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPartial, readUtterance } from './read-result.ts';

test('an utterance has its words, and the mean of their confidence', () => {
  const result = [
    { word: 'good', start: 0.3, end: 0.6, conf: 1.000001 },
    { word: '[noise]', start: 0.6, end: 0.7, conf: 0.1 },
    { word: 'morning', start: 0.7, end: 1.2, conf: 0.5 },
  ];
  assert.deepEqual(readUtterance(JSON.stringify({ result, text: 'good [noise] morning' })), {
    text: 'good morning',
    words: [
      { word: 'good', start: 0.3, end: 0.6, confidence: 1 },
      { word: 'morning', start: 0.7, end: 1.2, confidence: 0.5 },
    ],
    confidence: 0.75,
  });
});

test('where nothing was said there is no utterance', () => {
  assert.equal(readUtterance('{"text": ""}'), null);
  assert.equal(readUtterance('{"result": [{"word": "<UNK>", "start": 0, "end": 1, "conf": 1}], "text": "<UNK>"}'), null);
});

test('a partial result is its text without what is no speech', () => {
  assert.equal(readPartial('{"partial": "[3] good <UNK> morning"}'), 'good morning');
  assert.equal(readPartial('{"partial": ""}'), '');
});
