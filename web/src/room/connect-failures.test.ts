import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConnectionError, DisconnectReason } from 'livekit-client';
import { failureOfConnect } from './connect-failures.ts';

function titleOf(error: unknown): string {
  return failureOfConnect(error).title;
}

test('a server that is away is told apart from one that lets nobody in', () => {
  assert.match(titleOf(ConnectionError.serverUnreachable('refused')), /cannot be reached/);
  assert.match(titleOf(ConnectionError.timeout('late')), /cannot be reached/);
  assert.match(titleOf(ConnectionError.websocket('closed')), /full/);
  assert.match(titleOf(ConnectionError.leaveRequest('leave', DisconnectReason.JOIN_FAILURE)), /full/);
});

test('a refused token and a closed room are named', () => {
  assert.match(titleOf(ConnectionError.notAllowed('bad token', 401)), /did not let you in/);
  assert.match(titleOf(ConnectionError.notAllowed('requested room does not exist', 404)), /closed/);
  assert.match(titleOf(ConnectionError.leaveRequest('leave', DisconnectReason.ROOM_DELETED)), /closed/);
});

test('whatever is not known offers another try', () => {
  assert.equal(failureOfConnect(new TypeError('surprise')).retry, true);
});
