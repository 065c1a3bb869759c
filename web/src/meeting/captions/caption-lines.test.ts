import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextCaptions, nextEnd, NO_CAPTIONS, type CaptionAction } from './caption-lines.ts';

const caption = (pid: string, text: string, final: boolean, now = 0): CaptionAction => ({
  ...{ type: 'frame', now },
  frame: { type: 'captions:update', data: { pid, text, final } },
});

const segment = (segmentId: string, participantId: string | null, text: string, final: boolean, now = 0): CaptionAction => ({
  ...{ type: 'frame', now },
  frame: { type: 'transcription:segment', data: { segmentId, participantId, speaker: 'Ann Lee', text, final } },
});

function walk(...actions: CaptionAction[]) {
  return actions.reduce(nextCaptions, NO_CAPTIONS);
}

function texts(...actions: CaptionAction[]): string[] {
  return walk(...actions).lines.map(({ speakerId, text, isFinal }) => `${speakerId}: ${text}${isFinal ? '.' : ''}`);
}

test('what is still being said changes in its place, and its end replaces it', () => {
  const state = walk(caption('ann', 'good', false), caption('bo', 'hi', false), caption('ann', 'good morning', true));
  assert.deepEqual(
    state.lines.map(({ key, text, isFinal }) => [key, text, isFinal]),
    [
      [1, 'good morning', true],
      [2, 'hi', false],
    ],
  );
  assert.deepEqual(texts(caption('ann', 'one', true), caption('ann', 'two', false)), ['ann: one.', 'ann: two']);
});

test("the server's words are shown once, whether the caption or the segment comes first", () => {
  const first = [caption('ann', 'good', false), segment('s1', 'ann', 'good', false)];
  const then = [caption('ann', 'good day', true), segment('s1', 'ann', 'good day', true)];
  assert.deepEqual(texts(...first, ...then), ['ann: good day.']);
  assert.deepEqual(texts(...first.toReversed(), ...then.toReversed()), ['ann: good day.']);
  assert.deepEqual(texts(...then), ['ann: good day.'], 'without anything before the end');
  assert.equal(walk(...then).lines[0]?.speaker, 'Ann Lee');
});

test('what a client recognises of somebody whom the server hears is left out, and of others is shown', () => {
  const both = [segment('s1', 'ann', 'good day', true), caption('ann', 'good hay', true), caption('bo', 'hi', true)];
  assert.deepEqual(texts(...both), ['ann: good day.', 'bo: hi.']);
  assert.deepEqual(texts(...both, caption('ann', 'later', true, 11_000)).at(-1), 'ann: later.');
});

test('a final line is not undone, an unknown speaker has lines, an empty text removes its line', () => {
  assert.deepEqual(texts(segment('s1', 'ann', 'day', true), segment('s1', 'ann', 'da', false)), ['ann: day.']);
  assert.deepEqual(texts(segment('s1', null, 'one', true), segment('s2', null, 'two', false)), ['null: one.', 'null: two']);
  assert.deepEqual(texts(segment('s1', 'ann', 'hm', false), segment('s1', 'ann', '', true)), []);
  assert.deepEqual(texts(caption('ann', ' ', true)), []);
});

test('lines go when they were read, from the first on, and a sentence that stays unfinished goes, too', () => {
  const state = walk(caption('ann', 'a long one', false, 0), caption('bo', 'hi', true, 0), caption('ann', 'a long one', false, 9_000));
  assert.equal(nextEnd(state), 29_000);
  assert.equal(nextCaptions(state, { type: 'passed', now: 28_999 }).lines.length, 2, 'nothing moves');
  assert.deepEqual(nextCaptions(state, { type: 'passed', now: 29_000 }).lines, []);
  assert.equal(nextEnd(NO_CAPTIONS), null);
});

test('what is long keeps its end, and what is much keeps the newest', () => {
  const long = walk(caption('ann', `first ${'word '.repeat(500)}last`, false)).lines[0]?.text ?? '';
  assert.ok(long.startsWith('…word') && long.endsWith('last') && long.length <= 601, long);
  const many = Array.from({ length: 20 }, (_, number) => caption(`p${number}`, 'hi', true));
  assert.deepEqual(texts(...many).at(-1), 'p19: hi.');
  assert.equal(texts(...many).length, 6);
});

test('other frames and broken ones change nothing', () => {
  const state = walk(caption('ann', 'hi', true));
  for (const frame of [
    { type: 'react', data: {} },
    { type: 'captions:update', data: { text: 'whose?' } },
    { type: 'captions:update', data: { pid: 7, text: {} } },
  ]) {
    assert.equal(nextCaptions(state, { type: 'frame', frame, now: 1 }), state);
  }
  assert.deepEqual(nextCaptions(state, { type: 'cleared' }).lines, []);
});
