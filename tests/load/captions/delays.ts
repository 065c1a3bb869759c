import { median } from '../support/statistics.ts';

/** What was said, and what is told of it. */
export interface Delays {
  /** From the first loud sample to the first words. */
  partialMs: number;
  /** From the last loud sample to the whole sentence. */
  finalMs: number;
}

const loud = 300;

/** Where a sentence begins and ends, in samples. */
export function loudPart(samples: Int16Array): { first: number; last: number } {
  const isLoud = (sample: number) => Math.abs(sample) > loud;
  return { first: samples.findIndex(isLoud), last: samples.findLastIndex(isLoud) };
}

export function medianOf(delays: readonly Delays[]): Delays {
  return { partialMs: median(delays.map(({ partialMs }) => partialMs)), finalMs: median(delays.map(({ finalMs }) => finalMs)) };
}
