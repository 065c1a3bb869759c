import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLanguageTag } from './language-tag.ts';

test('what is no tag is no language, and no path', () => {
  for (const wrong of ['', '.', '..', '../..', 'ko/..', 'ko\\x', '/etc', 'ko\0', 'ko ', 'k', 'ko_KR', '.ko.unfinished', `en-${'x'.repeat(40)}`]) {
    assert.equal(isLanguageTag(wrong), false, wrong);
  }
  for (const right of ['ko', 'en-US', 'zh-Hant-TW', 'es-419', 'fil']) assert.ok(isLanguageTag(right), right);
});
