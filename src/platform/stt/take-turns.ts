/** A piece of work: true when there is more of it. */
export type Step = () => boolean;

/**
 * Does the work of many lines: what is in one line in its order, and one step of each line in turn, so that nobody
 * waits for all that another has brought. Between two steps messages are received.
 */
export class Turns {
  readonly #lines = new Map<number, Step[]>();
  #isRunning = false;

  add(line: number, step: Step): void {
    const steps = this.#lines.get(line);
    if (steps) steps.push(step);
    else this.#lines.set(line, [step]);
    this.#run();
  }

  /** Forgets what is not done yet of a line. */
  drop(line: number): void {
    this.#lines.delete(line);
  }

  #run(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    setImmediate(() => this.#next());
  }

  #next(): void {
    this.#isRunning = false;
    const [first] = this.#lines;
    if (!first) return;
    const [line, steps] = first;
    this.#lines.delete(line);
    const hasMore = (steps[0] as Step)();
    if (!hasMore) steps.shift();
    if (steps.length > 0) this.#lines.set(line, steps);
    if (this.#lines.size > 0) this.#run();
  }
}
