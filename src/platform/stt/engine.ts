import { isMarkedAsUntransferable } from 'node:worker_threads';
import { bindVosk } from './libvosk.ts';
import { type HeldModel, ModelStore } from './model-store.ts';
import type { Recogniser, SpeechEngine, SpeechListener } from './speech.ts';
import type { SpeechThread } from './speech-thread.ts';
import { type SpeechLogger, ThreadPool } from './thread-pool.ts';
import { watchLoad } from './watch-load.ts';

export interface SpeechEngineOptions {
  /** How many threads decode at the same time: no more than there are cores. */
  threads: number;
  logger?: SpeechLogger;
  /** For how long a model stays in memory that nobody uses. Default: five minutes. */
  keepModelsMs?: number;
}

const fiveMinutes = 5 * 60_000;

/**
 * Starts Vosk's threads when they are needed. Throws a SpeechUnavailableError, which says why, where Vosk cannot run.
 * A thread that dies fails its recognisers alone and is replaced at the next `open`.
 */
export function createSpeechEngine({ threads, logger, keepModelsMs = fiveMinutes }: SpeechEngineOptions): SpeechEngine {
  bindVosk();
  const models = new ModelStore(keepModelsMs);
  const pool = new ThreadPool(threads, logger);
  const load = watchLoad(() => pool.threads);
  let lastId = 0;
  return {
    threads,
    async open(options, listener) {
      const model = await models.hold(options.modelFolder);
      try {
        const failed = (error: Error): void => {
          model.release();
          listener.failed(error);
        };
        const id = ++lastId;
        const thread = pool.pick();
        const { unknown } = await thread.open(id, model.pointer, options, { ...bound(listener), failed });
        if (unknown.length > 0) logger?.warn({ model: options.modelFolder, unknown }, 'the model lacks words of the phrases');
        return recogniserOf(thread, id, model);
      } catch (error) {
        model.release();
        throw error;
      }
    },
    readLoad: load.read,
    async close() {
      load.close();
      await pool.close();
      await models.close();
    },
  };
}

function bound(listener: SpeechListener): Pick<SpeechListener, 'heard' | 'heardPartial'> {
  return { heard: (utterance) => listener.heard(utterance), heardPartial: (text) => listener.heardPartial(text) };
}

function recogniserOf(thread: SpeechThread, id: number, model: HeldModel): Recogniser {
  return {
    write(samples) {
      if (samples.buffer instanceof ArrayBuffer && samples.buffer.detached) throw new TypeError('these samples were handed over before');
      return samples.length === 0 ? Promise.resolve() : thread.ask(id, { kind: 'write', samples: makeOwned(samples) });
    },
    endUtterance: () => thread.ask(id, { kind: 'end' }),
    async close() {
      await thread.close(id);
      model.release();
    },
  };
}

/** The array itself when its buffer holds nothing else and can be handed to another thread, else a copy. */
function makeOwned(samples: Int16Array): Int16Array<ArrayBuffer> {
  const { buffer } = samples;
  const isWhole = buffer.byteLength === samples.byteLength && !isMarkedAsUntransferable(buffer);
  return isWhole && buffer instanceof ArrayBuffer ? (samples as Int16Array<ArrayBuffer>) : new Int16Array(samples);
}
