import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from './errors.ts';
import { decodeCursor, encodeCursor, toPage } from './pagination.ts';

test('a cursor comes back as the key that it was made of', () => {
  assert.deepEqual(decodeCursor(encodeCursor(['2026-01-01', 'ü:"']), 2), ['2026-01-01', 'ü:"']);
});

test('what is no cursor is a 400', () => {
  for (const cursor of ['', 'x', '!!', encodeCursor(['a']), Buffer.from('[1,2]').toString('base64url')]) {
    assert.throws(() => decodeCursor(cursor, 2), (error) => error instanceof AppError && error.code === 'validation');
  }
});

test('pages chain through every item once and end with null', () => {
  const items = ['a', 'b', 'c', 'd', 'e'];
  const seen: string[] = [];
  let after = '';
  for (;;) {
    const page = toPage(items.filter((item) => item > after), 2, (item) => [item]);
    seen.push(...page.items);
    if (page.nextCursor === null) break;
    after = decodeCursor(page.nextCursor, 1)[0] ?? '';
  }
  assert.deepEqual(seen, items);
  assert.equal(toPage(['a', 'b'], 2, (item) => [item]).nextCursor, null, 'a full last page is the last');
});
