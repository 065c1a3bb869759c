/** One word as it was heard; seconds from the first sample that its recogniser was given, confidence 0-1. */
export interface HeardWord {
  word: string;
  start: number;
  end: number;
  confidence: number;
}

/** What was understood between two pauses. */
export interface Utterance {
  text: string;
  /** At least one. */
  words: HeardWord[];
  /** The mean of the words', 0-1. */
  confidence: number;
}

/** What a recogniser tells while it listens. */
export interface SpeechListener {
  /** What is understood of a sentence that goes on. Called only when `partials` is on, and when the text has changed. */
  heardPartial(text: string): void;
  heard(utterance: Utterance): void;
  /** It cannot go on: its thread died. It is closed. */
  failed(error: Error): void;
}

export interface RecogniserOptions {
  /** The folder of a checked model. */
  modelFolder: string;
  /** Nothing but these is recognised. Absent, empty, or all of words that the model lacks: everything that it knows. */
  phrases?: readonly string[];
  partials?: boolean;
}

/** Listens to one speaker: 16,000 samples a second, one channel. Nothing here waits for Vosk. */
export interface Recogniser {
  /**
   * Hands over what was said: the array is empty afterwards, unless it is a part of a larger buffer. Resolves when this
   * was decoded, so that whoever reads a file can go at its pace. Rejects when it never will be, which nobody has to
   * catch: `failed` tells it, too.
   */
  write(samples: Int16Array): Promise<void>;
  /** Ends the sentence, as a pause would: what is left is told by `heard` before this resolves. */
  endUtterance(): Promise<void>;
  /** Frees it. What was not ended is lost. */
  close(): Promise<void>;
}

/** Vosk in threads of its own. Models are loaded once and shared by the threads. */
export interface SpeechEngine {
  /** How many threads decode at the same time. */
  readonly threads: number;
  /** Rejects when the model cannot be loaded. Goes to the thread that has least to do. */
  open(options: RecogniserOptions, listener: SpeechListener): Promise<Recogniser>;
  /** Seconds of decoding per second of wall clock over the last few seconds, of all threads together: 0 to `threads`. */
  readLoad(): number;
  close(): Promise<void>;
}
