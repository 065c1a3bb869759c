import { sampleRate } from '../../core/sound.ts';

interface Piece {
  /** Seconds from the first sample that a recogniser was given. */
  from: number;
  /** When that sample was to be heard, in milliseconds. */
  at: number;
}

/** Pieces that follow each other so closely are one. */
const sameWithinMs = 5;

/**
 * Tells when something was said: in a room, or in a file. A recogniser counts its samples, and is given those with a voice
 * alone; between two pieces of them time has passed that it knows nothing of.
 */
export class Timeline {
  #pieces: Piece[] = [];
  #given = 0;

  /** How much the recogniser was given, in seconds. */
  get seconds(): number {
    return this.#given / sampleRate;
  }

  /** Notes that the recogniser is given so many samples, the first of which was to be heard at `at`, in milliseconds. */
  add(samples: number, at: number): void {
    const from = this.seconds;
    if (!(Math.abs(this.toTime(from) - at) <= sameWithinMs)) this.#pieces.push({ from, at });
    this.#given += samples;
  }

  /** The time of a moment of the recogniser, in milliseconds as `add` was told. NaN before there was any. */
  toTime(seconds: number): number {
    const piece = this.#pieces.findLast(({ from }) => from <= seconds) ?? this.#pieces[0];
    return piece ? piece.at + (seconds - piece.from) * 1_000 : Number.NaN;
  }

  /** Forgets what is needed for moments before this one alone. */
  forgetBefore(seconds: number): void {
    const first = this.#pieces.findLastIndex(({ from }) => from <= seconds);
    if (first > 0) this.#pieces.splice(0, first);
  }
}
