import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import koffi, { type KoffiFunc } from 'koffi';

/** Kaldi's messages about what goes well are not shown. */
const quiet = -1;

/** The functions of vosk_api.h that are needed. Pointers are numbers of this process, so any thread can use them. */
export interface Vosk {
  /** Seconds of work: in a thread of libuv's pool. Null when it cannot be loaded. */
  loadModel(folder: string): Promise<bigint | null>;
  /** Gives its memory back to the machine, which free() alone does by half. Also in a thread of the pool. */
  freeModel(model: bigint): Promise<void>;
  /** The number of a word, or -1 when the model does not know it. */
  findWord(model: bigint, word: string): number;
  newRecogniser(model: bigint, rate: number): bigint | null;
  /** `grammar` is a JSON array of phrases. It must not be empty: Vosk would crash at the first sample. */
  newRecogniserFor(model: bigint, rate: number, grammar: string): bigint | null;
  freeRecogniser(recogniser: bigint): void;
  tellWords(recogniser: bigint, isOn: number): void;
  /** 1: a sentence has ended, 0: it goes on, -1: decoding failed. */
  accept(recogniser: bigint, samples: Int16Array, count: number): number;
  result(recogniser: bigint): string;
  partialResult(recogniser: bigint): string;
  finalResult(recogniser: bigint): string;
}

/** Why there is no speech recognition on this machine. */
export class SpeechUnavailableError extends Error {
  override name = 'SpeechUnavailableError';
  constructor(reason: string) {
    super(`transcription is off here because ${reason}`);
  }
}

let bound: Vosk | undefined;

/** Vosk, loaded once per thread. Throws a SpeechUnavailableError that tells why it cannot be. */
export function bindVosk(): Vosk {
  return (bound ??= bind(findLibrary(process.platform, process.arch)));
}

/** Where the `vosk` package has the library for this machine. Throws a SpeechUnavailableError where it has none. */
export function findLibrary(platform: string, arch: string): string {
  if (platform !== 'linux' || arch !== 'x64') {
    throw new SpeechUnavailableError(`Vosk has no library for ${platform} ${arch}, only for linux x64`);
  }
  const folder = fileURLToPath(new URL('./', import.meta.resolve('vosk/package.json')));
  const library = join(folder, 'lib', 'linux-x86_64', 'libvosk.so');
  if (!existsSync(library)) throw new SpeechUnavailableError(`${library} is missing: run npm ci`);
  return library;
}

function bind(path: string): Vosk {
  const library = load(path);
  library.func('void vosk_set_log_level(int)')(quiet);
  const newModel = library.func('void *vosk_model_new(const char *)');
  const freeModel = library.func('void vosk_model_free(void *)');
  const trim = koffi.load(null).func('int malloc_trim(size_t)');
  return {
    loadModel: (folder) => inPool<bigint | null>(newModel, folder),
    freeModel: async (model) => {
      await inPool(freeModel, model);
      await inPool(trim, 0);
    },
    findWord: library.func('int vosk_model_find_word(void *, const char *)'),
    newRecogniser: library.func('void *vosk_recognizer_new(void *, float)'),
    newRecogniserFor: library.func('void *vosk_recognizer_new_grm(void *, float, const char *)'),
    freeRecogniser: library.func('void vosk_recognizer_free(void *)'),
    tellWords: library.func('void vosk_recognizer_set_words(void *, int)'),
    accept: library.func('int vosk_recognizer_accept_waveform_s(void *, const int16_t *, int)'),
    result: library.func('const char *vosk_recognizer_result(void *)'),
    partialResult: library.func('const char *vosk_recognizer_partial_result(void *)'),
    finalResult: library.func('const char *vosk_recognizer_final_result(void *)'),
  };
}

/** Calls a function in a thread of libuv's pool. */
function inPool<T>(call: KoffiFunc<(argument: unknown) => T>, argument: unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    call.async(argument, (error, result) => (error ? reject(error) : resolve(result)));
  });
}

function load(path: string) {
  try {
    return koffi.load(path);
  } catch (error) {
    throw new SpeechUnavailableError(`${path} cannot be loaded: ${(error as Error).message}`);
  }
}
