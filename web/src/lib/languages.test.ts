import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseLanguage, nameLanguage } from './languages.ts';

test('languages have names; what is none keeps its tag', () => {
  assert.deepEqual(['ko', 'en-US', 'x'].map(nameLanguage), ['Korean', 'American English', 'x']);
});

test("the reader's language is chosen: as it is, by its base, else the first", () => {
  assert.equal(chooseLanguage(['de', 'en', 'ko'], ['fr-FR', 'ko-KR', 'en']), 'ko');
  assert.equal(chooseLanguage(['en-US', 'en-GB'], ['EN-gb']), 'en-GB');
  assert.equal(chooseLanguage(['de', 'ko'], ['fr']), 'de');
  assert.equal(chooseLanguage([], ['fr']), undefined);
});
