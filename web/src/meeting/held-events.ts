import type { Frame } from './frames.ts';

/**
 * Brings the numbered events of a meeting into order and drops repeats. While events are held (because those that were
 * missed are being sent again, mixed with new ones) none goes out; `release` hands all over by their numbers.
 */
export class HeldEvents {
  /** The highest number that went out; null before the first. */
  last: number | null = null;
  #held: Frame[] | null = null;
  readonly #recent = new Set<number>();
  readonly #deliver: (frame: Frame) => void;

  constructor(deliver: (frame: Frame) => void) {
    this.#deliver = deliver;
  }

  take(frame: Frame): void {
    if (frame.seq === undefined) this.#deliver(frame);
    else if (this.#held) this.#held.push(frame);
    else this.#pass(frame, frame.seq);
  }

  hold(): void {
    this.#held ??= [];
  }

  release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const frame of held.toSorted((one, other) => (one.seq ?? 0) - (other.seq ?? 0))) this.take(frame);
  }

  #pass(frame: Frame, seq: number): void {
    if (this.#recent.has(seq)) return;
    this.#remember(seq);
    this.#deliver(frame);
  }

  /** The newest are enough: what comes again comes soon. */
  #remember(seq: number): void {
    this.#recent.add(seq);
    this.last = Math.max(this.last ?? 0, seq);
    if (this.#recent.size <= REMEMBERED) return;
    const [oldest] = this.#recent;
    if (oldest !== undefined) this.#recent.delete(oldest);
  }
}

const REMEMBERED = 2000;
