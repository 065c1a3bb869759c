import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Recogniser, SpeechEngine, SpeechListener } from '../../../platform/stt/speech.ts';
import { Ear } from './ear.ts';

/** An engine that understands one word in each sentence, and decodes when it is let. */
function createEngine() {
  const state = { given: 0, isClosed: false, decode: Promise.resolve() };
  let listener: SpeechListener;
  let last = Promise.resolve();
  const inTurn = (work: () => void) => (last = last.then(() => state.decode).then(work));
  const recogniser: Recogniser = {
    write: ({ length }) => inTurn(() => (state.given += length)),
    endUtterance: () =>
      inTurn(() => {
        const end = state.given / 16_000;
        listener.heard({ text: 'word', words: [{ word: 'word', start: end - 0.2, end: end - 0.1, confidence: 1 }], confidence: 1 });
      }),
    async close() {
      state.isClosed = true;
    },
  };
  const engine = { threads: 1, readLoad: () => 0, close: async () => {}, open: async (_: unknown, told: SpeechListener) => {
    listener = told;
    return recogniser;
  } } as SpeechEngine;
  return { engine, state };
}

const second = (loudness: number) => new Int16Array(16_000).fill(loudness);

function createEar() {
  const { engine, state } = createEngine();
  const heard: string[] = [];
  const ear = new Ear(
    { engine, modelFolder: '', phrases: [], partials: true, newId: (at) => `id ${at}` },
    { heardPartial() {}, heard: (segmentId) => heard.push(segmentId), failed: (error) => assert.fail(error) },
  );
  return { ear, state, heard };
}

test('who speaks without a pause is cut in a quiet moment after 15 s, or else after 20 s', async () => {
  const { ear, heard } = createEar();
  for (let i = 0; i < 16; i += 1) ear.hear(second(1_000), i * 1_000);
  ear.hear(second(10), 16_000);
  for (let i = 17; i < 38; i += 1) ear.hear(second(1_000), i * 1_000);
  await ear.end();
  assert.deepEqual(heard, ['id 0', 'id 17000']);
});

test('closing it ends the sentence first', async () => {
  const { ear, state, heard } = createEar();
  ear.hear(second(1_000), 5_000);
  await ear.close();
  assert.deepEqual([heard, state.isClosed], [['id 5000'], true]);
});

test('when decoding does not keep up, what comes beyond half a minute is left out', async () => {
  const { ear, state } = createEar();
  const decoding = Promise.withResolvers<void>();
  state.decode = decoding.promise;
  for (let i = 0; i < 40; i += 1) ear.hear(second(1_000), i * 1_000);
  assert.equal(ear.leftOut, 9);
  decoding.resolve();
  await ear.end();
  ear.hear(second(1_000), 60_000);
  await ear.end();
  assert.equal(state.given / 16_000, 32);
});
