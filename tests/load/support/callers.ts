import { median } from './statistics.ts';

/** `count` callers, each of whom calls again as soon as the last answer is there. Returns the p50 in milliseconds. */
export async function measureLatency(call: () => Promise<void>, count: number, durationMs: number): Promise<number> {
  const latencies: number[] = [];
  const endAt = performance.now() + durationMs;
  const keepCalling = async () => {
    for (let now = performance.now(); now < endAt; now = performance.now()) {
      await call();
      latencies.push(performance.now() - now);
    }
  };
  await Promise.all(Array.from({ length: count }, keepCalling));
  return median(latencies);
}
