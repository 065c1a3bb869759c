/** How far a recording is. */
export interface Progress {
  /** So many seconds more are done. @returns 0-99: it is done when everything is stored. */
  add(seconds: number): number;
}

/**
 * @param durationSeconds of all of it; null when nobody knows, then it stays where it is.
 * @param least what was told before: it never goes back.
 */
export function createProgress(durationSeconds: number | null, least: number): Progress {
  let done = 0;
  return {
    add(seconds) {
      done += seconds;
      const percent = durationSeconds ? Math.floor((100 * done) / durationSeconds) : 0;
      return Math.max(least, Math.min(99, percent));
    },
  };
}
