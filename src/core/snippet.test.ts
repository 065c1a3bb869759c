import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutSnippet } from './snippet.ts';

test('a short text is its own snippet, in one line', () => {
  assert.equal(cutSnippet('We  meet\non Monday ', 12), 'We meet on Monday');
});

test('of a long one, what stands around the hit', () => {
  const text = `${'before '.repeat(100)}budget ${'after '.repeat(100)}`;
  const snippet = cutSnippet(text, text.indexOf('budget'));
  assert.match(snippet, /^…before .*before budget after .*after…$/);
  assert.ok(snippet.length <= 203, String(snippet.length));
});

test('the beginning and the end are not marked', () => {
  const text = `budget ${'after '.repeat(100)}end`;
  assert.match(cutSnippet(text, 0), /^budget after .*…$/);
  assert.match(cutSnippet(text, text.length - 3), /^….* end$/);
});

test('also where words are not set apart, and no character is cut in two', () => {
  const snippet = cutSnippet(`${'会議'.repeat(200)}予算${'😀'.repeat(200)}`, 400);
  assert.ok(snippet.includes('予算') && snippet.isWellFormed() && !snippet.includes('\u{fffd}'));
});
