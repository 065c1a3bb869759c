import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routeOf } from './route.ts';

test('an address leads to its page', () => {
  assert.deepEqual(routeOf('/'), { page: 'landing' });
  assert.deepEqual(routeOf('/r/abc_-123'), { page: 'room', linkToken: 'abc_-123' });
  assert.deepEqual(routeOf('/r/abc/'), { page: 'room', linkToken: 'abc' });
  assert.deepEqual(routeOf('/r/a%20b'), { page: 'room', linkToken: 'a b' });
});

test('any other address is not found, broken percent signs included', () => {
  for (const path of ['/r', '/r/', '/r/a/b', '/rooms', '/r/%E0%A4%A']) {
    assert.deepEqual(routeOf(path), { page: 'not-found' }, path);
  }
});
