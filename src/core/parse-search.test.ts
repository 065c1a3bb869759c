import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSearch } from './parse-search.ts';

const term = (text: string, isExcluded = false) => ({ text, isExcluded });

test('words, phrases, exclusions and alternatives', () => {
  assert.deepEqual(parseSearch('budget "next year" -draft'), [[term('budget'), term('next year'), term('draft', true)]]);
  assert.deepEqual(parseSearch('회의 OR 예산 -"내년 예산"'), [[term('회의')], [term('예산'), term('내년 예산', true)]]);
});

test('whatever people leave open is understood', () => {
  assert.deepEqual(parseSearch('"never closed'), [[term('never closed')]]);
  assert.deepEqual(parseSearch('or or'), []);
  assert.deepEqual(parseSearch('  '), []);
  assert.deepEqual(parseSearch('well-known'), [[term('well-known')]]);
});
