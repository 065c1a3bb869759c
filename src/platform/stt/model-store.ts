import { stat } from 'node:fs/promises';
import { bindVosk } from './libvosk.ts';

interface Entry {
  model: Promise<bigint>;
  users: number;
  /** Set while nobody uses it. */
  timer: NodeJS.Timeout | null;
}

/** A model in use. */
export interface HeldModel {
  pointer: bigint;
  release(): void;
}

/**
 * The models in memory, each once, however many use it. One that nobody has used for `keepMs` is freed: a model takes
 * half a gigabyte and more, and loading it again takes some seconds.
 */
export class ModelStore {
  readonly #entries = new Map<string, Entry>();
  readonly #keepMs: number;
  #isClosed = false;

  constructor(keepMs: number) {
    this.#keepMs = keepMs;
  }

  /** How many models are in memory, or on their way. */
  get size(): number {
    return this.#entries.size;
  }

  /**
   * Loads the model when it is not there, or when there is another one in its folder now. Rejects when Vosk cannot load
   * it; the next call tries again.
   */
  async hold(folder: string): Promise<HeldModel> {
    const key = await identify(folder);
    if (this.#isClosed) throw new Error('speech recognition is closed');
    const entry = this.#entries.get(key) ?? this.#load(key, folder);
    entry.users += 1;
    if (entry.timer) clearTimeout(entry.timer);
    entry.timer = null;
    const pointer = await entry.model;
    let isHeld = true;
    const release = (): void => {
      if (isHeld) this.#release(key, entry, pointer);
      isHeld = false;
    };
    return { pointer, release };
  }

  /** Frees all of them, those that are being loaded when they are. Nothing may use one any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const entries = [...this.#entries.values()];
    this.#entries.clear();
    for (const { timer } of entries) if (timer) clearTimeout(timer);
    await Promise.all(entries.map(({ model }) => model.then((pointer) => bindVosk().freeModel(pointer), () => {})));
  }

  #load(key: string, folder: string): Entry {
    const model = bindVosk().loadModel(folder).then((pointer) => {
      if (pointer === null) throw new Error(`Vosk cannot load the model in ${folder}`);
      return pointer;
    });
    const entry: Entry = { model, users: 0, timer: null };
    this.#entries.set(key, entry);
    model.catch(() => this.#entries.delete(key));
    return entry;
  }

  #release(key: string, entry: Entry, pointer: bigint): void {
    entry.users -= 1;
    if (entry.users > 0 || this.#entries.get(key) !== entry) return;
    entry.timer = setTimeout(() => {
      this.#entries.delete(key);
      void bindVosk().freeModel(pointer);
    }, this.#keepMs);
    entry.timer.unref();
  }
}

/** Changes when another model is put into the folder. */
async function identify(folder: string): Promise<string> {
  const { ino, mtimeMs } = await stat(folder);
  return `${folder} ${ino} ${mtimeMs}`;
}
