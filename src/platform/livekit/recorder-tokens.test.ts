import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TokenVerifier } from 'livekit-server-sdk';
import { createRecorderTokens } from './recorder-tokens.ts';

const keys = { apiKey: 'APIkey', apiSecret: 'secret'.repeat(6) };
const issue = createRecorderTokens(keys);
const observer = { workspaceId: 'ws_abc', roomId: 'room', identity: 'plenum-recorder-cm_1' };

async function grantsOf(kind: 'recording' | 'stream') {
  return (await new TokenVerifier(keys.apiKey, keys.apiSecret).verify(issue({ ...observer, kind }))).video;
}

test('a recorder is hidden, sends nothing, and LiveKit tells that the room is recorded', async () => {
  const grants = await grantsOf('recording');
  assert.equal(grants?.room, 'ws_abc:room');
  assert.deepEqual([grants?.hidden, grants?.recorder], [true, true]);
  assert.deepEqual([grants?.canPublish, grants?.canPublishData], [false, false]);
});

test('who only streams a room does not make it a recorded one, nor keeps it open', async () => {
  const grants = await grantsOf('stream');
  assert.deepEqual([grants?.hidden, grants?.recorder, grants?.agent], [true, undefined, true]);
});
