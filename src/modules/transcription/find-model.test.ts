import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findModel } from './find-model.ts';

test('a language is answered by its own model first', () => {
  assert.equal(findModel(['en', 'en-GB', 'en-US'], 'en-us'), 'en-US');
  assert.equal(findModel(['en', 'en-GB'], 'en-US'), 'en');
  assert.equal(findModel(['ko'], 'ko-KR'), 'ko');
});

test('any model of the base language does, the same one each time', () => {
  assert.equal(findModel(['en-US', 'en-GB', 'ko'], 'en'), 'en-GB');
  assert.equal(findModel(['en-GB', 'ko'], 'en-US'), 'en-GB');
});

test('another language does not', () => {
  assert.equal(findModel(['ko', 'eng'], 'en-US'), null);
  assert.equal(findModel([], 'ko'), null);
});
