import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routeOf } from './route.ts';

const at = (pathname: string, hash = '', search = '') => ({ pathname, search, hash });

test('an address leads to its page', () => {
  assert.deepEqual(routeOf(at('/')), { page: 'landing' });
  assert.deepEqual(routeOf(at('/r/abc_-123')), { page: 'room', linkToken: 'abc_-123' });
  assert.deepEqual(routeOf(at('/r/abc/')), { page: 'room', linkToken: 'abc' });
  assert.deepEqual(routeOf(at('/r/a%20b')), { page: 'room', linkToken: 'a b' });
  assert.deepEqual(routeOf(at('/join/abc-defg-hij', '#admin=x')), { page: 'meeting', meetingId: 'abc-defg-hij' });
  assert.deepEqual(routeOf(at('/forgot-password')), { page: 'forgot-password' });
  assert.deepEqual(routeOf(at('/play', '#abc.def')), { page: 'player', signature: 'abc.def' });
});

test('a mailed link leads to its page with its token, also without one', () => {
  for (const page of ['reset-password', 'verify-email'] as const) {
    assert.deepEqual(routeOf(at(`/${page}`, '', '?token=aB3')), { page, token: 'aB3' });
    assert.deepEqual(routeOf(at(`/${page}`)), { page, token: '' });
  }
});

test('a player without a readable signature is still the player, which says so', () => {
  for (const hash of ['', '#', '#%E0%A4%A']) {
    assert.deepEqual(routeOf(at('/play', hash)), { page: 'player', signature: '' });
  }
});

test('any other address is not found, broken percent signs included', () => {
  for (const path of ['/r', '/r/', '/r/a/b', '/join', '/join/a/b', '/rooms', '/r/%E0%A4%A']) {
    assert.deepEqual(routeOf(at(path)), { page: 'not-found' }, path);
  }
});
