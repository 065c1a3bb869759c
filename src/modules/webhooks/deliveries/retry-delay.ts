/** Tries in all, the first one included. */
export const maxTries = 10;

const firstDelaySeconds = 5;
const growth = 3.3;
const jitter = 0.2;

/**
 * Seconds from try number `tries` to the next one: 5 s, 17 s, 54 s, 3 min, 10 min, 33 min, 1.8 h, 5.9 h, 19.5 h, so 28
 * hours in all, each up to a fifth shorter or longer so that what failed together is not tried again together.
 */
export function retryDelaySeconds(tries: number, random: () => number = Math.random): number {
  return firstDelaySeconds * growth ** (tries - 1) * (1 + jitter * (2 * random() - 1));
}
