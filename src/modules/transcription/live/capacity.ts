import type { MeteredEngine } from './metered-engine.ts';
import { speechLikeNoise } from './speech-like-noise.ts';

/** Something has to be left for what decoding does not count: the room, the gate, the database. */
const usable = 0.8;
const correctEveryMs = 5_000;
/** How much what was just measured counts beside what was known. */
const weight = 0.2;
/** Of less sound a second nothing can be told. */
const leastDecoded = 0.2;
const measuredSeconds = 4;
const pieceSeconds = 0.25;
const doubtEveryMs = 60_000;

/** How many people a transcriber can listen to while they all speak. */
export interface Capacity {
  read(): number;
  /** Seconds of decoding that a second of sound takes; null until something was decoded. */
  readFactor(): number | null;
  /** Decodes noise with a model, to know before anybody speaks. Rejects when the model cannot be used. */
  measure(modelFolder: string): Promise<void>;
  /**
   * Measures again with what it was measured with, if that was a minute ago: the machine may have been busy then. To be
   * called while nobody speaks and there is no room for more. It only ever becomes more. Rejects as `measure` does.
   */
  doubt(): Promise<void>;
  close(): void;
}

/** Measures it once with noise, and from then on by what is decoded. Until anything is known it is one. */
export function createCapacity(engine: MeteredEngine): Capacity {
  let factor: number | null = null;
  let measuredAt = Number.POSITIVE_INFINITY;
  const folders = new Set<string>();
  let last = { at: performance.now(), decoded: 0 };
  const correct = () => {
    const next = { at: performance.now(), decoded: engine.readDecoded() };
    const rate = ((next.decoded - last.decoded) * 1_000) / (next.at - last.at);
    last = next;
    if (rate < leastDecoded) return;
    const seen = engine.readLoad() / rate;
    factor = factor === null ? seen : factor + (seen - factor) * weight;
  };
  const timer = setInterval(correct, correctEveryMs);
  timer.unref();
  return {
    read: () => capacityOf(engine.threads, factor),
    readFactor: () => factor,
    async measure(modelFolder) {
      const seen = await measureFactor(engine, modelFolder);
      factor = Math.max(factor ?? 0, seen);
      folders.add(modelFolder);
      measuredAt = performance.now();
    },
    async doubt() {
      if (performance.now() - measuredAt < doubtEveryMs) return;
      measuredAt = performance.now();
      let worst = 0;
      for (const folder of folders) worst = Math.max(worst, await measureFactor(engine, folder));
      factor = Math.min(factor ?? worst, worst);
    },
    close: () => clearInterval(timer),
  };
}

/** Of so many threads, when a second of sound takes `factor` seconds of one. */
export function capacityOf(threads: number, factor: number | null): number {
  return factor === null || factor <= 0 ? 1 : Math.max(1, Math.floor((threads * usable) / factor));
}

async function measureFactor(engine: MeteredEngine, modelFolder: string): Promise<number> {
  let failure: Error | null = null;
  const listener = { heardPartial() {}, heard() {}, failed: (error: Error) => void (failure = error) };
  const recogniser = await engine.open({ modelFolder }, listener);
  try {
    const beganAt = performance.now();
    // Small pieces one by one, lest somebody who speaks meanwhile wait for all of it.
    for (let at = 0; at < measuredSeconds; at += pieceSeconds) await recogniser.write(speechLikeNoise(at, pieceSeconds));
    await recogniser.endUtterance();
    return (performance.now() - beganAt) / 1_000 / measuredSeconds;
  } catch (error) {
    throw failure ?? error;
  } finally {
    await recogniser.close();
  }
}
