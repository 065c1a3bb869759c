import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DrizzleQueryError } from 'drizzle-orm/errors';
import { serializeError } from './log.ts';

test('a failed query is logged with its cause and without its values', () => {
  const error = new DrizzleQueryError('select $1', ['hunter2'], new Error('no such table'));
  const logged = serializeError(error) as Record<string, unknown>;
  assert.equal(logged.query, 'select $1');
  assert.equal(logged.message, 'no such table');
  assert.ok(!JSON.stringify(logged).includes('hunter2'));
});

test('another error is logged as it is', () => {
  assert.equal((serializeError(new TypeError('broken')) as Record<string, unknown>).message, 'broken');
});
