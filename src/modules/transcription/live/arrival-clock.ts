import { sampleRate } from '../../../core/sound.ts';

/** What comes so much earlier or later than the samples before it say has been held up, or some are missing. */
const toleranceMs = 300;

/** Tells when samples were to be heard, by the count of them, since they come in gusts. */
export function createArrivalClock(now: () => number = Date.now): (samples: number) => number {
  let nextAt = Number.NEGATIVE_INFINITY;
  return (samples) => {
    const ms = (samples / sampleRate) * 1_000;
    const arrivedAt = now() - ms;
    const at = Math.abs(nextAt - arrivedAt) > toleranceMs ? arrivedAt : nextAt;
    nextAt = at + ms;
    return at;
  };
}
