import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prefersPage } from './prefers-page.ts';

const chrome = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';
const get = (headers: Record<string, string>, method = 'GET') => prefersPage({ method, headers });

test('a browser that opens an address prefers a page', () => {
  assert.equal(get({ accept: chrome }), true);
  assert.equal(get({ accept: 'text/html' }), true);
});

test('programs and media elements prefer the thing itself', () => {
  const java = 'text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2';
  for (const accept of ['*/*', 'application/json, text/plain, */*', 'video/mp4, text/html', java]) {
    assert.equal(get({ accept }), false, accept);
  }
  assert.equal(get({}), false);
  assert.equal(get({ accept: chrome, range: 'bytes=0-' }), false);
  assert.equal(get({ accept: chrome }, 'HEAD'), false);
});
