import { sampleRate } from '../../core/sound.ts';
import { bindVosk } from './libvosk.ts';
import { writeGrammar } from './phrase-grammar.ts';
import { readPartial, readUtterance } from './read-result.ts';
import type { Utterance } from './speech.ts';

/** One recogniser of Vosk, used by one thread. Its calls take as long as decoding takes. */
export class Decoder {
  readonly pointer: bigint;
  /** Words of the phrases that the model lacks. */
  readonly unknown: string[];
  readonly #vosk = bindVosk();
  #partial = '';

  /** Throws when Vosk refuses. */
  constructor(model: bigint, phrases: readonly string[]) {
    const vosk = this.#vosk;
    const { json, unknown } = writeGrammar(phrases, (word) => vosk.findWord(model, word) >= 0);
    const pointer = json === null ? vosk.newRecogniser(model, sampleRate) : vosk.newRecogniserFor(model, sampleRate, json);
    if (pointer === null) throw new Error('Vosk made no recogniser for this model');
    vosk.tellWords(pointer, 1);
    this.pointer = pointer;
    this.unknown = unknown;
  }

  /** Whether a sentence has ended with these samples. Throws when they cannot be decoded. */
  accept(samples: Int16Array): boolean {
    const state = this.#vosk.accept(this.pointer, samples, samples.length);
    if (state < 0) throw new Error('Vosk could not decode');
    return state > 0;
  }

  /** What was said until the pause that `accept` has found; null: nothing. */
  takeUtterance(): Utterance | null {
    this.#partial = '';
    return readUtterance(this.#vosk.result(this.pointer));
  }

  /** What was said so far, as if a pause had come; null: nothing. */
  endUtterance(): Utterance | null {
    this.#partial = '';
    return readUtterance(this.#vosk.finalResult(this.pointer));
  }

  /** What is understood of the sentence that goes on, or null when that has not changed. */
  takePartial(): string | null {
    const text = readPartial(this.#vosk.partialResult(this.pointer));
    if (text === this.#partial) return null;
    this.#partial = text;
    return text === '' ? null : text;
  }

  free(): void {
    this.#vosk.freeRecogniser(this.pointer);
  }
}
