import assert from 'node:assert/strict';
import { test } from 'node:test';
import { search, toSearchable } from './search.ts';

function said(speaker: string | null, text: string) {
  return toSearchable({ speaker, words: text.split(' ').map((word) => ({ text: word, start: 0, end: 0 })) });
}

const segments = [said('Ann', 'Good morning, good people.'), said('Bo', 'Morning!'), said(null, '오늘 날씨가 좋다')];

function found(query: string) {
  return search(segments, query)?.map(({ index, words }) => [index, ...words]);
}

test('words are found in whatever letters, as parts and over several words', () => {
  assert.deepEqual(found('MORN'), [[0, 1], [1, 0]]);
  assert.deepEqual(found('good'), [[0, 0, 2]]);
  assert.deepEqual(found('morning,  good pe'), [[0, 1, 2, 3]]);
  assert.deepEqual(found('날씨'), [[2, 1]]);
  assert.deepEqual(found('날씨'.normalize('NFD')), [[2, 1]]);
});

test('speakers are found by their names', () => {
  assert.deepEqual(found('bo'), [[1]]);
});

test('what is nowhere is nowhere, and nothing is no search', () => {
  assert.deepEqual(found('(.*'), []);
  assert.equal(found('  '), undefined);
});
