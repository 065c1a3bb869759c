import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dispose } from '@livekit/rtc-node';
import { RoomServiceClient } from 'livekit-server-sdk';
import { randomText } from '../../../src/core/ids.ts';
import { listenToRoom } from '../../../src/platform/livekit/listen/listen-to-room.ts';
import { createRecorderTokens } from '../../../src/platform/livekit/recorder-tokens.ts';
import { toLivekitRoom } from '../../../src/platform/livekit/room-names.ts';
import { eventually } from '../../support/client.ts';
import { type SharedStack, useSharedStack } from '../../support/stack.ts';

let stack: SharedStack;
let service: RoomServiceClient;

before(async () => {
  stack = await useSharedStack();
  const { LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = stack.env;
  service = new RoomServiceClient((LIVEKIT_URL ?? '').replace(/^ws/, 'http'), LIVEKIT_API_KEY, LIVEKIT_API_SECRET);
});
after(async () => {
  await dispose();
  await stack?.stop();
});

/** How many ask LiveKit's client about each piece of sound of any room. */
const countAsking = () => globalThis['_ffiClientInstance']?.listenerCount('ffi_event') ?? 0;

async function listenToNewRoom() {
  const { LIVEKIT_URL = '', LIVEKIT_API_KEY = '', LIVEKIT_API_SECRET = '' } = stack.env;
  const place = { workspaceId: 'ws_listening', roomId: randomText(8) };
  const name = toLivekitRoom(place.workspaceId, place.roomId);
  await service.createRoom({ name });
  const token = createRecorderTokens({ apiKey: LIVEKIT_API_KEY, apiSecret: LIVEKIT_API_SECRET })({
    ...place,
    identity: `plenum-transcriber-${randomText(8)}`,
    kind: 'transcription',
  });
  const { promise: ended, resolve } = Promise.withResolvers<string>();
  const deaf = { take() {}, pause() {}, close() {} };
  const listening = await listenToRoom({ url: LIVEKIT_URL, token }, { opened: () => deaf, ended: resolve });
  return { name, listening, ended };
}

test('rooms that LiveKit closed, and those that were left, take nothing of the sound of others', async () => {
  const idle = countAsking();
  for (let i = 0; i < 3; i += 1) {
    const { name, ended } = await listenToNewRoom();
    assert.ok(countAsking() > idle);
    await service.deleteRoom(name);
    assert.equal(await ended, 'ROOM_DELETED');
    await eventually(async () => assert.equal(countAsking(), idle), 2_000);
  }
  const { listening } = await listenToNewRoom();
  await listening.leave();
  await eventually(async () => assert.equal(countAsking(), idle), 2_000);
});
