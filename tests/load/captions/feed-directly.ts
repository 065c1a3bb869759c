import { setTimeout as sleep } from 'node:timers/promises';
import type { SpeechEngine, SpeechListener } from '../../../src/platform/stt/speech.ts';
import { createVoiceGate } from '../../../src/platform/stt/voice-gate.ts';
import { type Delays, loudPart } from './delays.ts';

const sampleRate = 16_000;
/** As LiveKit's client gives it. */
const pieceMs = 60;
const silence = new Int16Array(sampleRate);

interface Engine {
  engine: SpeechEngine;
  modelFolder: string;
  phrases: readonly string[];
}

/** What the gate and the engine take alone: a sentence is given to them at the pace at which it is spoken. */
export async function feedDirectly({ engine, modelFolder, phrases }: Engine, sentence: Int16Array): Promise<Delays> {
  const gate = await createVoiceGate();
  const heard = Promise.withResolvers<number>();
  let partialAt = Number.NaN;
  const listener: SpeechListener = {
    heardPartial: () => (partialAt = Number.isNaN(partialAt) ? performance.now() : partialAt),
    heard: () => heard.resolve(performance.now()),
    failed: heard.reject,
  };
  const recogniser = await engine.open({ modelFolder, phrases, partials: true }, listener);
  const samples = new Int16Array([...sentence, ...silence]);
  const beganAt = performance.now();
  const length = (sampleRate * pieceMs) / 1_000;
  for (let at = 0; at < samples.length; at += length) {
    // A piece is there when its last sample is.
    await sleep(Math.max(0, beganAt + ((at + length) * 1_000) / sampleRate - performance.now()));
    for (const event of gate.push(samples.slice(at, at + length))) {
      void (event.kind === 'speech' ? recogniser.write(event.samples) : recogniser.endUtterance());
    }
  }
  const finalAt = await heard.promise;
  await recogniser.close();
  gate.close();
  const { first, last } = loudPart(sentence);
  const playedAt = (sample: number) => beganAt + (sample * 1_000) / sampleRate;
  return { partialMs: partialAt - playedAt(first), finalMs: finalAt - playedAt(last) };
}

/** Seconds of decoding that a second of these sentences takes. */
export async function measureFactor({ engine, modelFolder, phrases }: Engine, sentences: readonly Int16Array[]): Promise<number> {
  const listener = { heardPartial() {}, heard() {}, failed() {} };
  const recogniser = await engine.open({ modelFolder, phrases, partials: true }, listener);
  const beganAt = performance.now();
  for (const sentence of sentences) await recogniser.write(sentence.slice()).then(() => recogniser.endUtterance());
  const seconds = sentences.reduce((sum, { length }) => sum + length, 0) / sampleRate;
  const took = (performance.now() - beganAt) / 1_000;
  await recogniser.close();
  return took / seconds;
}
