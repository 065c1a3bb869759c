import { sampleRate } from '../../../core/sound.ts';
import type { SpeechEngine } from '../../../platform/stt/speech.ts';

export interface MeteredEngine extends SpeechEngine {
  /** Seconds of sound decoded so far, of all recognisers. */
  readDecoded(): number;
}

/** An engine that counts what it decodes. */
export function meterEngine(engine: SpeechEngine): MeteredEngine {
  let decoded = 0;
  return {
    threads: engine.threads,
    readLoad: engine.readLoad,
    close: engine.close,
    readDecoded: () => decoded,
    async open(options, listener) {
      const recogniser = await engine.open(options, listener);
      return {
        ...recogniser,
        write(samples) {
          // Read before: the samples are handed to another thread.
          const seconds = samples.length / sampleRate;
          return recogniser.write(samples).then(() => void (decoded += seconds));
        },
      };
    },
  };
}
