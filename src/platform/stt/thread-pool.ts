import { bindVosk } from './libvosk.ts';
import { SpeechThread } from './speech-thread.ts';

/** What the operator is told, as pino takes it. */
export interface SpeechLogger {
  warn(about: object, message: string): void;
}

/** The threads that decode: at most `limit`, started when they are needed. One that has died is not counted any more. */
export class ThreadPool {
  readonly threads = new Set<SpeechThread>();
  readonly #limit: number;
  readonly #logger: SpeechLogger | undefined;
  #isClosed = false;

  constructor(limit: number, logger: SpeechLogger | undefined) {
    this.#limit = limit;
    this.#logger = logger;
  }

  /** One that has nobody to listen to, else a new one, else the one with least to do. */
  pick(): SpeechThread {
    if (this.#isClosed) throw new Error('speech recognition is closed');
    const [least] = [...this.threads].toSorted((a, b) => a.size - b.size || a.waiting - b.waiting);
    return least && (least.size === 0 || this.threads.size >= this.#limit) ? least : this.#start();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const ending = [...this.threads];
    this.threads.clear();
    await Promise.all(ending.map((thread) => thread.end()));
  }

  #start(): SpeechThread {
    const thread = new SpeechThread((error, pointers) => {
      for (const pointer of pointers) bindVosk().freeRecogniser(pointer);
      if (this.threads.delete(thread)) this.#logger?.warn({ err: error }, 'a thread of speech recognition died');
    });
    this.threads.add(thread);
    return thread;
  }
}
