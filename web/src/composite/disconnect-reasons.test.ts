import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DisconnectReason } from 'livekit-client';
import { isRoomClosed, textOfDisconnect } from './disconnect-reasons.ts';

test('a reason that nobody foresaw still gives a sentence', () => {
  assert.equal(textOfDisconnect(undefined), 'The connection to the room was lost.');
  assert.equal(textOfDisconnect(DisconnectReason.SIGNAL_CLOSE), 'The connection to the room was lost.');
});

test('a room that was closed is told from a recorder that was put out of it', () => {
  assert.ok(isRoomClosed(DisconnectReason.ROOM_DELETED));
  assert.ok(!isRoomClosed(DisconnectReason.PARTICIPANT_REMOVED));
  assert.equal(textOfDisconnect(DisconnectReason.PARTICIPANT_REMOVED), 'It was removed from the room.');
});
