import { setTimeout as sleep } from 'node:timers/promises';
import { sampleRate } from '../../../core/sound.ts';
import type { Recogniser, RecogniserOptions, SpeechEngine, Utterance } from '../../../platform/stt/speech.ts';
import { createVoiceGate, type GateEvent } from '../../../platform/stt/voice-gate.ts';
import { Timeline } from '../timeline.ts';
import type { SoundChunk } from './cut-at-silences.ts';
import { placeInFile } from './place-in-file.ts';

/** Handed over at a time, so that whoever speaks live does not wait for long: half a second. */
const pieceLength = 8_000;

export interface Hearing {
  engine: SpeechEngine;
  recogniser: RecogniserOptions;
  /** Whether others are heard live meanwhile. */
  isLiveBusy(): boolean;
  signal: AbortSignal;
}

/**
 * Hears a chunk with a recogniser of its own, so that nothing depends on what was heard before it. Silence is left out.
 * @returns what was said, with the times of the file. Rejects when it is aborted, or when the recogniser fails.
 */
export async function hearChunk(hearing: Hearing, chunk: SoundChunk): Promise<Utterance[]> {
  const utterances: Utterance[] = [];
  const timeline = new Timeline();
  const failing = Promise.withResolvers<never>();
  failing.promise.catch(() => {});
  const recogniser = await hearing.engine.open(hearing.recogniser, {
    heardPartial: () => {},
    heard: (utterance) => void utterances.push(utterance),
    failed: failing.reject,
  });
  try {
    await Promise.race([failing.promise, giveSpeech(hearing, chunk, recogniser, timeline)]);
  } finally {
    await recogniser.close().catch(() => {});
  }
  return utterances.filter(({ words }) => words.length > 0).map((utterance) => placeInFile(utterance, timeline));
}

async function giveSpeech(hearing: Hearing, chunk: SoundChunk, recogniser: Recogniser, timeline: Timeline): Promise<void> {
  const gate = await createVoiceGate();
  try {
    for (let from = 0; from < chunk.samples.length; from += pieceLength) {
      await give(hearing, gate.push(chunk.samples.subarray(from, from + pieceLength)), chunk, recogniser, timeline);
    }
    await give(hearing, gate.flush(), chunk, recogniser, timeline);
  } finally {
    gate.close();
  }
}

async function give(
  { isLiveBusy, signal }: Hearing,
  events: readonly GateEvent[],
  chunk: SoundChunk,
  recogniser: Recogniser,
  timeline: Timeline,
): Promise<void> {
  for (const event of events) {
    signal.throwIfAborted();
    if (event.kind === 'ended') {
      await recogniser.endUtterance();
      continue;
    }
    timeline.add(event.samples.length, ((chunk.at + event.at) / sampleRate) * 1_000);
    const beganAt = performance.now();
    await recogniser.write(event.samples);
    // Half of the time is left to those who speak now.
    if (isLiveBusy()) await sleep(performance.now() - beganAt, undefined, { signal });
  }
}
