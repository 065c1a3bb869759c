import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generateCallId } from './call-id.ts';

test('a call id has eight characters that cannot be mistaken for others', () => {
  const ids = Array.from({ length: 200 }, generateCallId);
  for (const id of ids) assert.match(id, /^[A-HJ-NP-Z2-9]{8}$/);
  assert.equal(new Set(ids).size, ids.length);
});
