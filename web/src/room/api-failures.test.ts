import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiFailure } from '../api/api-failure.ts';
import { failureAtDoor } from './api-failures.ts';

test('a broken and an ended link offer no other try', () => {
  assert.equal(failureAtDoor(new ApiFailure('not-found', '')).title, 'This link does not work');
  assert.equal(failureAtDoor(new ApiFailure('gone', '')).title, 'This link has ended');
  for (const code of ['not-found', 'gone']) assert.equal(failureAtDoor(new ApiFailure(code, '')).retry, false);
});

test('what passes can be tried again, after the wait that the server names', () => {
  for (const code of ['rate-limited', 'unavailable', 'offline', 'validation', 'internal']) {
    assert.equal(failureAtDoor(new ApiFailure(code, '')).retry, true, code);
  }
  assert.equal(failureAtDoor(new ApiFailure('rate-limited', '', { retryAfter: 7 })).retryAfter, 7);
});

test('an unexpected failure names its request, for a report', () => {
  assert.equal(failureAtDoor(new ApiFailure('internal', '', { requestId: 'req_1' })).note, 'Request req_1');
  assert.equal(failureAtDoor(new TypeError('x')).note, undefined);
});
