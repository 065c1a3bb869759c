import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DisconnectReason } from 'livekit-client';
import { ENDING_MESSAGES, endingOf } from './endings.ts';

test('what LiveKit says about a disconnect becomes what the person reads', () => {
  assert.equal(endingOf(DisconnectReason.CLIENT_INITIATED), 'left');
  assert.equal(endingOf(DisconnectReason.PARTICIPANT_REMOVED), 'removed');
  assert.equal(endingOf(DisconnectReason.ROOM_DELETED), 'closed');
  assert.equal(endingOf(DisconnectReason.DUPLICATE_IDENTITY), 'elsewhere');
  assert.equal(endingOf(DisconnectReason.SERVER_SHUTDOWN), 'stopped');
});

test('any other reason, and none, is a lost connection, from which one can rejoin', () => {
  for (const reason of [undefined, DisconnectReason.SIGNAL_CLOSE, DisconnectReason.STATE_MISMATCH]) {
    assert.equal(endingOf(reason), 'lost');
  }
  assert.equal(ENDING_MESSAGES.lost.rejoin, 'Rejoin now');
});

test('who was removed, and who stands before a closed room, is not offered to come back', () => {
  assert.equal(ENDING_MESSAGES.removed.rejoin, null);
  assert.equal(ENDING_MESSAGES.closed.rejoin, null);
});
