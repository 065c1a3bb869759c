import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { SettingsReader } from './settings-reader.ts';

/** What hears speech. */
export function readTranscription(reader: SettingsReader) {
  const dataFolder = reader.optional('PLENUM_DATA_DIR') ?? '.plenum';
  return {
    /** Has a folder with a model of Vosk for each language. */
    modelsFolder: reader.optional('VOSK_MODELS_DIR') ?? join(dataFolder, 'models'),
    /** How many threads of a transcriber decode at the same time; one core is left to everybody else. */
    threads: reader.parsed(['TRANSCRIBER_THREADS'], Math.max(1, availableParallelism() - 1), parseThreads, 'a number from 1 to 99'),
  };
}

const parseThreads = (value: string) => (/^[1-9]\d?$/.test(value) ? Number(value) : undefined);
