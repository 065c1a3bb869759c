const firstDelaySeconds = 15;
const maxDelaySeconds = 900;
const jitter = 0.2;

/**
 * Seconds from try number `tries` to the next one: 15 s, 30 s, 1 min, … and at last every quarter of an hour, each up to a
 * fifth shorter or longer so that what failed together is not tried again together.
 */
export function retryDelaySeconds(tries: number, random: () => number = Math.random): number {
  const delay = Math.min(firstDelaySeconds * 2 ** (tries - 1), maxDelaySeconds);
  return delay * (1 + jitter * (2 * random() - 1));
}
