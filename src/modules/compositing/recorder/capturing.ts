import type { Composition } from '../tables.ts';

/**
 * Why a capture has to end: somebody asked for it, this process is about to end, or the composition has become another
 * recorder's.
 */
export type StopReason = 'asked' | 'closing' | 'lost';

/** A composition that is being captured in this process. */
export interface Capturing {
  stop(reason: StopReason): void;
  /** Resolves when it has ended, with what a file is to be made of now; null when nothing is. */
  done: Promise<Composition | null>;
}
