const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/**
 * How long to wait before the next try after `failures` of them in a row, in milliseconds: doubling from half a second
 * to 15 s, and somewhere in the upper half of that, so that those who lost a server together do not return together.
 */
export function backoff(failures: number, random: () => number = Math.random): number {
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
  return most / 2 + (random() * most) / 2;
}
