import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPages } from './read-pages.ts';

for (const count of [0, 1, 499, 500, 501, 1_000, 1_203]) {
  test(`${count} rows come whole and in order, and no page is asked for after the last`, async () => {
    const asked: (number | null)[] = [];
    const find = async (after: number | null, limit: number) => {
      asked.push(after);
      const first = (after ?? 0) + 1;
      return Array.from({ length: Math.min(limit, count - first + 1) }, (_, i) => first + i);
    };
    const rows: number[] = [];
    for await (const row of readPages(find)) rows.push(row);
    assert.deepEqual(rows, Array.from({ length: count }, (_, i) => i + 1));
    assert.equal(asked.length, Math.floor(count / 500) + 1);
  });
}
