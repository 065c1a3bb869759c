import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forgetAdminToken, readAddress } from './meeting-address.ts';

function forbid(): never {
  throw new Error('forbidden');
}

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

test('an invitation stands in the address with its name', () => {
  const where = { search: '?invite=x1y2&name=Bo%20B', hash: '' };
  assert.deepEqual(readAddress('abc', where, memory()), { meetingId: 'abc', inviteToken: 'x1y2', name: 'Bo B' });
});

test('an admin token stays when the page is loaded again, for its meeting alone, until it is forgotten', () => {
  const window = memory();
  assert.equal(readAddress('abc', { search: '', hash: '#admin=secret' }, window).adminToken, 'secret');
  const plain = { search: '', hash: '' };
  assert.equal(readAddress('abc', plain, window).adminToken, 'secret');
  assert.deepEqual(readAddress('def', plain, window), { meetingId: 'def' });
  forgetAdminToken('abc', window);
  assert.deepEqual(readAddress('abc', plain, window), { meetingId: 'abc' });
});

test('a browser that forbids storage still lets a host in', () => {
  const closed = { getItem: forbid, setItem: forbid, removeItem: forbid };
  assert.equal(readAddress('abc', { search: '', hash: '#admin=secret' }, closed).adminToken, 'secret');
});
