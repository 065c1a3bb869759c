import type { HeardWord } from './speech.ts';

/** How sure the recogniser is of some words, of which there is at least one: 0 to 1. */
export function meanConfidence(words: readonly HeardWord[]): number {
  return words.reduce((sum, { confidence }) => sum + confidence, 0) / words.length;
}
