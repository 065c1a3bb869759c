import assert from 'node:assert/strict';
import { test } from 'node:test';
import { punctuate } from './punctuate.ts';

test('a segment begins with a capital and ends with a full stop', () => {
  assert.equal(punctuate('hello there', 'en-US'), 'Hello there.');
  assert.equal(punctuate('i think i\'m right and so am i', 'en'), 'I think I\'m right and so am I.');
  assert.equal(punctuate('über alles', 'de'), 'Über alles.');
  assert.equal(punctuate('ırmak iyi', 'tr'), 'Irmak iyi.');
  assert.equal(punctuate('istanbul', 'tr-TR'), 'İstanbul.');
  assert.equal(punctuate('f***', 'en'), 'F***.');
});

test('each language has its own marks', () => {
  assert.equal(punctuate('नमस्ते', 'hi'), 'नमस्ते।');
  assert.equal(punctuate('สวัสดี', 'th'), 'สวัสดี');
  assert.equal(punctuate('bonjour', 'fr'), 'Bonjour.');
});

test('Korean, Japanese and Chinese get a mark only where a sentence ends', () => {
  assert.equal(punctuate('회의를 시작합니다', 'ko-KR'), '회의를 시작합니다.');
  assert.equal(punctuate('시작할까', 'ko'), '시작할까?');
  assert.equal(punctuate('내일 회의 때문에', 'ko'), '내일 회의 때문에');
  assert.equal(punctuate('会議を始めます', 'ja'), '会議を始めます。');
  assert.equal(punctuate('会議の後で', 'ja'), '会議の後で');
  assert.equal(punctuate('你好吗', 'zh'), '你好吗？');
});

test('what ends already, or says nothing, stays', () => {
  assert.equal(punctuate('Really?', 'en'), 'Really?');
  assert.equal(punctuate('  ', 'en'), '');
  assert.equal(punctuate('...', 'en'), '...');
});
