import { sampleRate } from '../../../core/sound.ts';
import type { Recogniser, SpeechEngine, Utterance } from '../../../platform/stt/speech.ts';
import { Timeline } from '../timeline.ts';
import { UtteranceMarks } from './utterance-marks.ts';

/** What somebody says without a pause is cut here, at the next quiet moment, or at the latest there: it must appear. */
const longSeconds = 15;
const longestSeconds = 20;
/** So much quieter than the sentence so far is a quiet moment. */
const quietPart = 0.25;
/** What is not decoded yet, when more comes than can be decoded; beyond this it is left out. */
const mostBehindSeconds = 30;

export interface EarOptions {
  engine: SpeechEngine;
  modelFolder: string;
  phrases: readonly string[];
  partials: boolean;
  /** An id for a sentence that begins at this wall clock. */
  newId(at: number): string;
}

export interface EarListener {
  /** What is being said, and since when by the wall clock. */
  heardPartial(segmentId: string, text: string, at: number): void;
  heard(segmentId: string, utterance: Utterance, timeline: Timeline): void;
  /** It hears nothing any more. */
  failed(error: Error): void;
}

/** One recogniser, and when what it hears was said. */
export class Ear {
  readonly #options: EarOptions;
  readonly #listener: EarListener;
  readonly #timeline = new Timeline();
  readonly #marks: UtteranceMarks;
  readonly #recogniser: Promise<Recogniser>;
  /** Where the sentence began that is given now; null between two. */
  #since: number | null = null;
  /** The end of the one before. */
  #ending: Promise<void> = Promise.resolve();
  #loudness = 0;
  #behind = 0;
  #isDeaf = false;
  #leftOut = 0;

  constructor(options: EarOptions, listener: EarListener) {
    this.#options = options;
    this.#listener = listener;
    this.#marks = new UtteranceMarks((from) => options.newId(this.#timeline.toTime(from)));
    this.#recogniser = this.#open();
    this.#recogniser.catch((error: Error) => this.#fail(error));
  }

  /** Seconds of sound that had to be left out, as decoding did not keep up. */
  get leftOut(): number {
    return this.#leftOut;
  }

  /** Takes speech; the samples are not the caller's any more. Their first was to be heard at `at`. */
  hear(samples: Int16Array<ArrayBuffer>, at: number): void {
    const seconds = samples.length / sampleRate;
    if (this.#behind > mostBehindSeconds) {
      this.#leftOut += seconds;
      return;
    }
    const from = this.#timeline.seconds;
    this.#timeline.add(samples.length, at);
    if (this.#since === null) this.#begin(from);
    const isLong = this.#isLongAt(from + seconds, samples);
    this.#behind += seconds;
    void this.#do((recogniser) => recogniser.write(samples)).finally(() => (this.#behind -= seconds));
    if (isLong) void this.end();
  }

  /** Ends the sentence. Resolves when it was told. */
  end(): Promise<void> {
    if (this.#since !== null) this.#ending = this.#end();
    return this.#ending;
  }

  /** Ends the sentence and frees the recogniser. */
  async close(): Promise<void> {
    await this.end();
    this.#isDeaf = true;
    await this.#recogniser.then((recogniser) => recogniser.close()).catch(() => {});
  }

  #open(): Promise<Recogniser> {
    const { engine, modelFolder, phrases, partials } = this.#options;
    return engine.open({ modelFolder, phrases, partials }, {
      heardPartial: (text) => this.#tellPartial(text),
      heard: (utterance) => this.#tell(utterance),
      failed: (error) => this.#fail(error),
    });
  }

  async #end(): Promise<void> {
    this.#since = null;
    const until = this.#timeline.seconds;
    await this.#do((recogniser) => recogniser.endUtterance());
    this.#marks.forgetBefore(until);
    this.#timeline.forgetBefore(until);
  }

  #begin(from: number): void {
    this.#since = from;
    this.#loudness = 0;
    this.#marks.begin(from);
  }

  #tellPartial(text: string): void {
    const mark = this.#marks.current();
    if (mark && !this.#isDeaf) this.#listener.heardPartial(mark.segmentId, text, this.#timeline.toTime(mark.from));
  }

  #tell(utterance: Utterance): void {
    if (this.#isDeaf) return;
    const segmentId = this.#marks.take(utterance.words[0]?.start ?? 0);
    this.#listener.heard(segmentId, utterance, this.#timeline);
    const end = utterance.words.at(-1)?.end ?? this.#timeline.seconds;
    // A pause that only the recogniser has noticed: what follows is the next sentence.
    if (this.#since === null || this.#since > end || this.#marks.current()) return;
    this.#begin(end);
  }

  #fail(error: Error): void {
    if (!this.#isDeaf) this.#listener.failed(error);
    this.#isDeaf = true;
  }

  /** What fails here is told by `failed`. */
  async #do(work: (recogniser: Recogniser) => Promise<void>): Promise<void> {
    await this.#recogniser.then(work).catch(() => {});
  }

  #isLongAt(now: number, samples: Int16Array): boolean {
    const loudness = loudnessOf(samples);
    const isQuiet = loudness < this.#loudness * quietPart;
    this.#loudness += (loudness - this.#loudness) * 0.05;
    const seconds = now - (this.#since ?? now);
    return seconds > longestSeconds || (seconds > longSeconds && isQuiet);
  }
}

function loudnessOf(samples: Int16Array): number {
  let sum = 0;
  for (const sample of samples) sum += Math.abs(sample);
  return sum / Math.max(1, samples.length);
}
