import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gramsOf, gramsToFind } from './grams.ts';

const textsOf = (grams: { text: string }[]) => grams.map(({ text }) => text);

test('a text is found by each three characters of its words, and by the ends of these', () => {
  assert.deepEqual(gramsOf('회의록을 봅'), [
    { text: '회의록', position: 1 },
    { text: '의록을', position: 2 },
    { text: '록을', position: 3 },
    { text: '을', position: 4 },
    { text: '봅', position: 6 },
  ]);
});

test('capitals, widths and compositions make no difference', () => {
  assert.deepEqual(gramsOf('ＯＫ Ｔ'), gramsOf('ok t'));
  assert.deepEqual(gramsOf('ﾃｽﾄ'), gramsOf('テスト'));
  assert.deepEqual(gramsOf('한'.normalize('NFD')), gramsOf('한'));
});

test('to find a word, as few grams as cover it have to be there', () => {
  assert.deepEqual(textsOf(gramsToFind('회의')), ['회의']);
  assert.deepEqual(textsOf(gramsToFind('abc')), ['abc']);
  assert.deepEqual(gramsToFind('abcd'), [{ text: 'abc', position: 1 }, { text: 'bcd', position: 2 }]);
  assert.deepEqual(textsOf(gramsToFind('abcdefgh')), ['abc', 'def', 'fgh']);
});

test('what holds no word holds no gram', () => {
  assert.deepEqual(gramsOf(' \'"&|!:*<-> …、。'), []);
});
