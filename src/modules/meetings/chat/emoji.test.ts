import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requireEmoji } from './emoji.ts';

test('one emoji is taken, however it is made up', () => {
  for (const emoji of ['👍', '❤️', '❤', '😂', '🎉', '👏', '👍🏽', '👩‍🚀', '👨‍👩‍👧‍👦', '🇰🇷', '1️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿']) requireEmoji(emoji);
});

test('anything else is refused', () => {
  for (const text of ['', 'a', '1', 'ok', '👍👍', '👍 ', ' ', '\ud83d', '\u0000', '\u202e', '家']) {
    assert.throws(() => requireEmoji(text), { code: 'validation' }, text);
  }
});
