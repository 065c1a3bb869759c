import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import type { SoundListener } from '../../../platform/livekit/listen/sound.ts';
import type { Recogniser, SpeechEngine } from '../../../platform/stt/speech.ts';
import type { LiveDeps, LiveTranscription } from './live-deps.ts';
import { RoomSession } from './room-session.ts';
import { speechLikeNoise } from './speech-like-noise.ts';

/** A session that listens to a room, and an engine whose sentences end when they are let. */
async function startSession() {
  const listening = Promise.withResolvers<SoundListener>();
  const opened = Promise.withResolvers<void>();
  const decoding = Promise.withResolvers<void>();
  const state = { recognisers: 0 };
  const recogniser: Recogniser = { write: async () => {}, endUtterance: () => decoding.promise, close: async () => {} };
  const engine: Pick<SpeechEngine, 'open'> = {
    async open() {
      state.recognisers += 1;
      opened.resolve();
      return recogniser;
    },
  };
  const deps = {
    engine,
    logger: pino({ level: 'silent' }),
    livekit: { onServer: async () => ['the room'] },
    modelFolder: () => '',
    issueToken: () => '',
    async listen(_: unknown, listener: SoundListener) {
      listening.resolve(listener);
      return { sendText: async () => {}, leave: async () => {} };
    },
  };
  const transcription = { id: 'tr_1', roomId: 'room', model: 'ko', options: {}, speakers: {}, startedAt: new Date() };
  const session = new RoomSession(deps as unknown as LiveDeps, transcription as unknown as LiveTranscription);
  const listener = await listening.promise;
  const speak = (trackSid: string) => {
    const taker = listener.opened({ trackSid, participantId: trackSid, readName: () => null });
    taker.take(speechLikeNoise(0, 2));
    return taker;
  };
  return { session, state, speak, opened: opened.promise, decode: decoding.resolve };
}

test('who begins to speak after it was stopped is not heard, however long the last sentence takes to be decoded', async () => {
  const { session, state, speak, opened, decode } = await startSession();
  speak('TR_before');
  await opened;
  const ending = session.end();
  speak('TR_after').close();
  decode();
  await ending;
  assert.equal(state.recognisers, 1);
});
