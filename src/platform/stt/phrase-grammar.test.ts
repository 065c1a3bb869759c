import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeGrammar } from './phrase-grammar.ts';

const knows = (...words: string[]) => (word: string) => words.includes(word);

test('phrases are written with the words that the model has, and named where it lacks them', () => {
  const grammar = writeGrammar(['Good morning, Plenum!', ' good   EVENING '], knows('good', 'morning', 'evening', '[unk]'));
  assert.deepEqual(JSON.parse(grammar.json ?? ''), ['good morning', 'good evening', '[unk]']);
  assert.deepEqual(grammar.unknown, ['Plenum!']);
});

test('words stay as they are written where the model has them so', () => {
  assert.deepEqual(JSON.parse(writeGrammar(['NATO'], knows('NATO', 'nato')).json ?? ''), ['NATO']);
  const decomposed = '안녕'.normalize('NFD');
  assert.deepEqual(JSON.parse(writeGrammar([decomposed, '안녕'], knows('안녕', '<UNK>')).json ?? ''), ['안녕', '<UNK>']);
});

test('without any known word there is no grammar, which Vosk would not survive', () => {
  for (const phrases of [[], [''], ['—', '   '], ['xyzzy']]) assert.equal(writeGrammar(phrases, knows('[unk]')).json, null);
});
