import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UtteranceMarks } from './utterance-marks.ts';

const createMarks = () => new UtteranceMarks((from) => `at ${from}`);

test('a sentence is stored under the id with which it was shown while it was spoken', () => {
  const marks = createMarks();
  marks.begin(0);
  assert.equal(marks.current()?.segmentId, 'at 0');
  assert.equal(marks.take(0.4), 'at 0');
  assert.equal(marks.current(), null);
});

test('what is told late is not taken for the sentence that has begun meanwhile', () => {
  const marks = createMarks();
  marks.begin(0);
  marks.begin(2);
  assert.equal(marks.take(0.3), 'at 0');
  assert.equal(marks.current()?.segmentId, 'at 2');
});

test('of what nothing was understood no id is left for the next sentence', () => {
  const marks = createMarks();
  marks.begin(0);
  marks.begin(2);
  marks.forgetBefore(2);
  assert.equal(marks.take(2.1), 'at 2');
});
