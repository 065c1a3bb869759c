import { Worker } from 'node:worker_threads';
import type { RecogniserOptions, SpeechListener } from './speech.ts';
import type { ThreadAnswer, ThreadRequest } from './thread-messages.ts';

/** A recogniser as the thread of the engine knows it. */
interface Line {
  listener: SpeechListener;
  pointer: bigint | null;
  unknown: string[];
  isOpen: boolean;
  tasks: Set<number>;
}

interface Task {
  resolve(): void;
  reject(error: Error): void;
}

/** What is asked of a line; `id` and `task` are added. */
type LineRequest = ThreadRequest extends infer R ? (R extends ThreadRequest ? Omit<R, 'id' | 'task'> : never) : never;

/** A worker thread that decodes, as seen from the thread that started it. */
export class SpeechThread {
  readonly #worker: Worker;
  readonly #lines = new Map<number, Line>();
  readonly #tasks = new Map<number, Task>();
  #lastTask = 0;

  /**
   * `died` is called once when the thread ends without being asked to, after its lines were told: with the recognisers
   * that it leaves, which somebody has to free.
   */
  constructor(died: (error: Error, pointers: bigint[]) => void) {
    this.#worker = new Worker(new URL('./decoder-thread.ts', import.meta.url), { name: 'speech' });
    let reason = new Error('the thread has ended');
    this.#worker.on('message', (message: ThreadAnswer) => this.#receive(message));
    this.#worker.on('error', (error) => (reason = error as Error));
    this.#worker.once('exit', () => died(reason, this.#fail(new Error(`speech recognition broke off: ${reason.message}`))));
  }

  /** How many recognisers are here. */
  get size(): number {
    return this.#lines.size;
  }

  /** How many requests are not done yet. */
  get waiting(): number {
    return this.#tasks.size;
  }

  /** Milliseconds that the thread has worked since it was started. */
  readBusyMs(): number {
    return this.#worker.performance.eventLoopUtilization().active;
  }

  /** Opens a recogniser. `unknown`: the words of its phrases that the model lacks. */
  async open(id: number, model: bigint, options: RecogniserOptions, listener: SpeechListener): Promise<{ unknown: string[] }> {
    const { phrases = [], partials = false } = options;
    const line: Line = { listener, pointer: null, unknown: [], isOpen: false, tasks: new Set() };
    this.#lines.set(id, line);
    try {
      await this.ask(id, { kind: 'open', model, phrases, partials });
    } catch (error) {
      this.#lines.delete(id);
      throw error;
    }
    line.isOpen = true;
    return line;
  }

  /** Resolves when it was done. A rejection need not be caught. */
  ask(id: number, request: LineRequest): Promise<void> {
    const line = this.#lines.get(id);
    const promise = line ? this.#send(line, id, request) : Promise.reject(new Error('the recogniser is closed'));
    promise.catch(() => {});
    return promise;
  }

  /** Gives up what a recogniser has to do yet, and frees it. */
  async close(id: number): Promise<void> {
    const line = this.#lines.get(id);
    if (!line) return;
    for (const task of line.tasks) this.#settle(task, new Error('the recogniser is closed'));
    const freed = this.#send(line, id, { kind: 'close' });
    this.#lines.delete(id);
    await freed.catch(() => {});
  }

  /** Frees what is here and ends the thread. */
  async end(): Promise<void> {
    await Promise.all([...this.#lines.keys()].map((id) => this.close(id)));
    await this.#worker.terminate();
  }

  #send(line: Line, id: number, request: LineRequest): Promise<void> {
    const task = ++this.#lastTask;
    const transfer = request.kind === 'write' ? [request.samples.buffer] : [];
    line.tasks.add(task);
    return new Promise<void>((resolve, reject) => {
      this.#tasks.set(task, { resolve, reject });
      this.#worker.postMessage({ ...request, id, task } satisfies ThreadRequest, transfer);
    }).finally(() => line.tasks.delete(task));
  }

  #receive(message: ThreadAnswer): void {
    if (message.kind === 'done') return this.#settle(message.task);
    if (message.kind === 'undone') return this.#settle(message.task, new Error(message.reason));
    const line = this.#lines.get(message.id);
    if (!line) return;
    if (message.kind === 'opened') Object.assign(line, { pointer: message.pointer, unknown: message.unknown });
    else if (message.kind === 'heard') line.listener.heard(message.utterance);
    else line.listener.heardPartial(message.text);
  }

  #settle(id: number, error?: Error): void {
    const task = this.#tasks.get(id);
    this.#tasks.delete(id);
    if (error) task?.reject(error);
    else task?.resolve();
  }

  #fail(error: Error): bigint[] {
    const lines = [...this.#lines.values()];
    this.#lines.clear();
    for (const id of this.#tasks.keys()) this.#settle(id, error);
    for (const { listener, isOpen } of lines) if (isOpen) listener.failed(error);
    return lines.flatMap(({ pointer }) => pointer ?? []);
  }
}
