import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maskProfanity } from './mask-profanity.ts';

test('profane words keep their first letter', () => {
  assert.equal(maskProfanity('that fucking thing is Bullshit', 'en-US'), 'that f****** thing is B*******');
  assert.equal(maskProfanity('so eine Scheiße', 'de'), 'so eine S******');
  assert.equal(maskProfanity('какая сука', 'ru'), 'какая с***');
  assert.equal(maskProfanity('이런 씨발놈', 'ko-KR'), '이런 씨*놈');
});

test('words that only look like them stay', () => {
  for (const text of ['Scunthorpe', 'shiitake', 'class assessment', 'peacock']) assert.equal(maskProfanity(text, 'en'), text);
  for (const text of ['시발점', '전염병']) assert.equal(maskProfanity(text, 'ko'), text);
  assert.equal(maskProfanity('мудрый', 'ru'), 'мудрый');
  assert.equal(maskProfanity('妈妈的', 'zh'), '妈妈的');
  assert.equal(maskProfanity('लंडन', 'hi'), 'लंडन');
});

test('of other languages nothing is known', () => {
  assert.equal(maskProfanity('fuck', 'eo'), 'fuck');
  assert.equal(maskProfanity('fuck', 'constructor'), 'fuck');
});
