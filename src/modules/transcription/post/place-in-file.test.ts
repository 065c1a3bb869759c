import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleRate } from '../../../core/sound.ts';
import { Timeline } from '../timeline.ts';
import { placeInFile } from './place-in-file.ts';

const word = (start: number, end: number) => ({ word: 'w', start, end, confidence: 1 });

test('words have the times of the file, however much silence was left out before them', () => {
  const timeline = new Timeline();
  timeline.add(sampleRate, 10_000);
  timeline.add(sampleRate, 11_000);
  timeline.add(2 * sampleRate, 60_000);
  const { words } = placeInFile({ text: 'w w w', confidence: 1, words: [word(0.5, 0.9), word(1.5, 2), word(2.25, 3)] }, timeline);
  assert.deepEqual(words.map(({ start, end }) => [start, end]), [[10.5, 10.9], [11.5, 12], [60.25, 61]]);
});
