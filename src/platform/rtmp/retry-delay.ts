const longestMs = 30_000;

/** How long to wait after so many failures in a row, in milliseconds: 1, 2, 4 … 30 s. */
export function retryDelayMs(failures: number): number {
  return Math.min(1_000 * 2 ** Math.max(0, failures - 1), longestMs);
}
